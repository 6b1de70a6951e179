// The repository as data: its files, its packages, who imports whom.
//
// Called by: tests/repository/*.test.ts. Calls: git, the file system.

import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root: string = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))))

export const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')

/** Every file that git tracks, or would with `git add .`: paths from the root. */
export function trackedFiles(): string[] {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  return list.split('\0').filter((file) => file !== '' && existsSync(path.join(root, file)))
}

/** The code of a package that is shipped: everything but package.json. */
export function sourceFiles(folder: string): string[] {
  const all = readdirSync(path.join(root, 'packages', folder), { recursive: true, encoding: 'utf8' })
  return all
    .map((file) => path.posix.join('packages', folder, file.split(path.sep).join('/')))
    .filter((file) => /\.[jt]s$/.test(file) && !/\/(node_modules|dist)\//.test(file))
    .sort()
}

export const packageFolders: string[] = readdirSync(path.join(root, 'packages')).sort()

export interface Import {
  specifier: string
  typeOnly: boolean
}

/** Comments blanked out, strings kept: good enough for source in this repository's style. */
export function withoutComments(source: string): string {
  const token = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g
  return source.replace(token, (text) => (text.startsWith('/') ? text.replace(/[^\n]/g, ' ') : text))
}

export function importsOf(file: string): Import[] {
  const source = withoutComments(read(file))
  const found: Import[] = []
  const statement = /^(?:import|export)\s+(type\s)?([^'"`;]*?from\s*)?'([^'\n]+)'/gm
  for (const [, type, , specifier] of source.matchAll(statement)) {
    found.push({ specifier: specifier as string, typeOnly: type !== undefined })
  }
  for (const [, specifier] of source.matchAll(/\b(?:import\(|new URL\()\s*'([\w@.:/-]+)'/g)) found.push({ specifier: specifier as string, typeOnly: false })
  return found
}

/** The file a relative specifier names, from the root. */
export function resolve(file: string, specifier: string): string {
  return path.posix.join(path.posix.dirname(file), specifier)
}

/** The comment a file opens with. */
export function headerOf(source: string): string {
  return /^(?:#![^\n]*\n)?((?:\s*\/\/[^\n]*\n)+|\s*\/\*[\s\S]*?\*\/)/.exec(source)?.[1] ?? ''
}

/** Gathers everything that is wrong, so that a test names it all at once. */
export class Problems {
  found: string[] = []

  unless(condition: unknown, problem: string): void {
    if (!condition) this.found.push(problem)
  }
}
