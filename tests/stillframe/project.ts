// A project of a user: a folder with a package.json and programs, where `stillframe` is installed. And its command line.

import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const bin = join(root, 'packages', 'stillframe', 'bin', 'stillframe.js')

export interface Answer {
  code: number | null
  stdout: string
  stderr: string
}

export interface Started {
  child: ChildProcess
  ended: Promise<Answer>
  /** Resolves when `text` has been printed. */
  shown(text: string): Promise<void>
}

export class Project {
  readonly folder: string

  constructor(files: Record<string, string>) {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'stillframe-project-')))
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'))
    this.write({ 'package.json': '{ "type": "module" }', ...files })
  }

  write(files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(this.path(name)), { recursive: true })
      writeFileSync(this.path(name), text)
    }
  }

  path(name: string): string {
    return join(this.folder, name)
  }

  start(args: string[], env: Record<string, string> = {}): Started {
    return this.#spawn([bin, ...args], env)
  }

  /** `stillframe ARGS`, to its end. */
  async cli(...args: string[]): Promise<Answer> {
    return turnstile(() => this.start(args).ended)
  }

  /** `node ARGS`, to its end. */
  async node(args: string[], env: Record<string, string> = {}): Promise<Answer> {
    return turnstile(() => this.#spawn(args, env).ended)
  }

  #spawn(args: string[], env: Record<string, string>): Started {
    const { FORCE_COLOR: _, ...inherited } = process.env
    const child = spawn(process.execPath, args, { cwd: this.folder, env: { ...inherited, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    const watchers: (() => void)[] = []
    child.stdout.on('data', (text: Buffer) => {
      stdout += String(text)
      for (const watch of watchers) watch()
    })
    child.stderr.on('data', (text: Buffer) => {
      stderr += String(text)
      for (const watch of watchers) watch()
    })
    const ended = new Promise<Answer>((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })))
    const shown = (text: string): Promise<void> => new Promise((resolve, reject) => {
      const watch = (): void => { if (`${stdout}${stderr}`.includes(text)) resolve() }
      watchers.push(watch)
      watch()
      void ended.then(({ code }) => reject(new Error(`ended with ${code} before it showed "${text}": ${stdout}${stderr}`)))
    })
    return { child, ended, shown }
  }
}

let inside = 0
const queue: (() => void)[] = []

/** Two at a time: tests of one file run together. */
async function turnstile<T>(body: () => Promise<T>): Promise<T> {
  if (inside >= 2) await new Promise<void>((resolve) => queue.push(resolve))
  inside++
  try {
    return await body()
  } finally {
    inside--
    queue.shift()?.()
  }
}
