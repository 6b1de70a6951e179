// Who takes part in a case, and how each is started.
//
//   CN1. A contender is { name, kind, file }: kind is `compiled` or `native` (a module, through the compiler or as it is), `go`,
//        or the command that runs a Lua program.
//   CN2. The command of one whose language is not installed is null; one that is named among the peers of a case and has no
//        file is a contender without a file.
//
// Called by: scripts/bench.js, smoke.test.ts, ratios.test.ts. Calls: the tools of other languages.

import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Case } from './cases.ts'

const folder = path.dirname(fileURLToPath(import.meta.url))
export const root: string = path.resolve(folder, '../..')

export type Kind = 'compiled' | 'native' | 'go' | 'lua5.4' | 'luajit'

export interface Contender {
  readonly name: string
  readonly kind: Kind
  readonly file: string | null
}

/** BC1: files that are no contenders. */
const shared = new Set(['bodies', 'program'])

/** CN1 */
export function contendersOf({ name, of = name, compiled: compiledOnly, peers }: Case): Contender[] {
  const list: Contender[] = []
  for (const entry of readdirSync(path.join(folder, 'cases', of)).sort()) {
    const file = path.join(folder, 'cases', of, entry)
    const { name: contender, ext } = path.parse(entry)
    if (shared.has(contender)) continue
    if (ext === '.go') list.push({ name: contender, kind: 'go', file })
    else if (ext === '.lua') list.push({ name: 'lua', kind: 'lua5.4', file }, { name: 'luajit', kind: 'luajit', file })
    else list.push({ name: contender, kind: contender === 'native' ? 'native' : 'compiled', file })
    if (entry === 'stillframe.ts' && !compiledOnly) list.push({ name: 'stillframe native', kind: 'native', file })
  }
  for (const peer of peers) if (!list.some((one) => one.name === peer)) list.push({ name: peer, kind: 'compiled', file: null })
  return list.sort((a, b) => Number(b.name.startsWith('stillframe')) - Number(a.name.startsWith('stillframe')))
}

export const loaders: Partial<Record<Kind, readonly string[]>> = {
  native: ['--import', path.join(root, 'packages/stillframe/register/strip-only.js')],
  compiled: ['--import', path.join(root, 'packages/stillframe/register.js')],
}

/** [command, arguments], or null. CN2 */
export function commandOf({ kind, file }: Contender, sizes: readonly number[]): [command: string, args: string[]] | null {
  if (file === null) return null
  const words = sizes.map(String)
  if (kind === 'go') {
    const binary = go(file)
    return binary === null ? null : [binary, words]
  }
  const loader = loaders[kind]
  if (loader !== undefined) return [process.execPath, ['--no-warnings', '--expose-gc', ...loader, path.join(folder, 'contender.js'), file, ...words]]
  return has(kind) ? [kind, [file, ...words]] : null
}

/** The environment in which all of them run. (Asked for at each start: bench.js says by NODE_OPTIONS which runtime it is.) */
export function environment(): NodeJS.ProcessEnv {
  return { ...process.env, GOMAXPROCS: '1', LUA_PATH: `${path.join(folder, 'shared')}/?.lua;;` }
}

/** A contender in a process of its own (contender.js). */
export interface Running {
  /** The figure of one more round. Rejects with what the process complained of. */
  ask(): Promise<number>
  stop(): void
}

export function start([command, args]: readonly [command: string, args: readonly string[]]): Running {
  const child = spawn(command, args, { cwd: root, env: environment(), stdio: ['pipe', 'pipe', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (data) => { complaint += data })
  child.stdin.on('error', () => {})
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async ask() {
      child.stdin.write('round\n')
      const { value, done } = await lines.next()
      if (done || Number.isNaN(Number(value))) throw new Error(complaint.trim() || `said ${value}`)
      return Number(value)
    },
    stop: () => child.stdin.end(),
  }
}

export function has(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0
}

/** Go wants the files of a program in one folder. */
function go(file: string): string | null {
  if (!has('go')) return null
  const out = path.join(folder, '.out', path.basename(path.dirname(file)))
  mkdirSync(out, { recursive: true })
  copyFileSync(file, path.join(out, 'main.go'))
  copyFileSync(path.join(folder, 'shared/serve.go'), path.join(out, 'serve.go'))
  const binary = path.join(out, 'program')
  const built = spawnSync('go', ['build', '-o', binary, 'main.go', 'serve.go'], { cwd: out, env: { ...process.env, GO111MODULE: 'off', GOFLAGS: '' }, encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`go build ${file}:\n${built.stderr}`)
  return binary
}
