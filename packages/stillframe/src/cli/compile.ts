// stillframe compile: modules to JavaScript that needs no loader and no bundler.
//
//   CC1. What comes out is what the loader would have run: same ids, same hashes (register/carry.ts).
//   CC2. All files are compiled before the first is written; with errors none is, and all are told.
//        Each is written beside its place first: a full disk leaves a file as it was.
//   CC3. `./x.ts` becomes `./x.js` in import specifiers. No column moves, so the maps stay true.
//
// Called by: main.ts. Calls: carry.ts, keep.ts, oxc-parser, durable (replaceFile), the file system.

import { copyFileSync, mkdirSync, readdirSync, statSync, writeFileSync, type Dirent } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import type { RawSourceMap } from '@stillframe/compiler'
import { replaceFile } from '@stillframe/durable'
import { checkpointsOf, type Checkpoints } from '../register/checkpoints.ts'
import { keeper, type Keep } from '../register/keep.ts'
import { ModuleIds } from '../register/module-id.ts'
import type { Arguments, Command } from './command.ts'
import { theirs } from './errors.ts'
import { findPath, readText } from './program.ts'
import { toJson, type Terminal } from './terminal.ts'

export const compile: Command = {
  name: 'compile',
  usage: 'stillframe compile FILE|FOLDER... --out DIR [--root DIR] [--checkpoints on|off|every] [--archive DIR] [--no-map] [--json]',
  summary: 'Compiles modules to JavaScript that runs without a loader.',
  help: `  FILE|FOLDER   .ts, .mts, .js and .mjs modules, or folders of them
  --out DIR     where the JavaScript goes; folders are kept
  --root DIR    the folder that module ids are relative to (default: STILLFRAME_ROOT, or else the nearest one with a package.json)
  --checkpoints on|off|every   places where a tasklet can be interrupted (default: STILLFRAME_CHECKPOINTS, or else off)
  --archive DIR the code archive: every version of every function goes there (default: STILLFRAME_ARCHIVE, or else none)
  --no-map      write no source maps
  --json        one object: the files, the warnings

Types are stripped, generator functions compiled, and import specifiers of TypeScript files renamed. Other JavaScript and
JSON files of a folder are copied. When a file has an error, all errors are told and nothing is written.

examples:
  stillframe compile src --out dist
  stillframe compile orders.ts --out build --no-map`,
  options: { out: { type: 'string' }, root: { type: 'string' }, checkpoints: { type: 'string' }, archive: { type: 'string' }, 'no-map': { type: 'boolean' } },
  takes: ['FILE|FOLDER'],
  many: true,
  run: compileFiles,
}

interface Source {
  file: string
  out: string
}

interface Written extends Source {
  text: string | undefined
  map: RawSourceMap | null
  functions: number
}

interface Options {
  readonly root: string | undefined
  readonly checkpoints: Checkpoints
  readonly archive: string | undefined
}

const isModule = (name: string): boolean => /\.m?[jt]s$/.test(name) && !/\.d\.m?ts$/.test(name)
const isCopied = (name: string): boolean => /\.(?:cjs|json)$/.test(name)

async function compileFiles(args: Arguments, terminal: Terminal): Promise<number> {
  const out = args.text('out')
  if (out === undefined) throw theirs.missing('--out DIR', compile.usage)
  const sources = collect(args.positionals, resolve(out))
  const warnings: string[] = []
  const written = await compileAll(sources, { root: args.text('root'), checkpoints: checkpointsOf(args.text('checkpoints')), archive: args.text('archive') }, warnings)
  for (const source of written) write(source, !args.flag('no-map'))
  const functions = written.reduce((sum, source) => sum + source.functions, 0)
  if (args.flag('json')) {
    terminal.out(toJson({ files: written.map((source) => ({ file: source.file, out: source.out, functions: source.functions })), warnings }))
    return 0
  }
  for (const warning of warnings) terminal.note(`${terminal.paint('yellow', 'warning:')} ${warning}`)
  terminal.out(`${count(written.length, 'file')} in ${out}, ${count(functions, 'generator function')}`)
  return 0
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`

/** The files, and where each goes. Throws FILE_UNKNOWN, STORE_READ, NO_SOURCE, OUT_OVERWRITES, OUT_TWICE. */
function collect(named: readonly string[], out: string): Source[] {
  const sources = new Map<string, Source>() // one for each file, however often it is named
  for (const name of named) {
    const path = findPath(name)
    const folder = statSync(path).isDirectory()
    const files = folder ? filesOf(path, out) : [path]
    if (!files.some(isModule)) throw theirs.noSource(name)
    const base = folder ? path : dirname(path)
    for (const file of files) {
      if (!sources.has(file)) sources.set(file, { file, out: join(out, relative(base, file)).replace(/(\.m?)ts$/, '$1js') })
    }
  }
  const writers = new Map<string, string>()
  for (const { file, out: target } of sources.values()) {
    if (sources.has(target)) throw theirs.overwrites(target)
    const other = writers.get(target)
    if (other !== undefined) throw theirs.sameOutput(target, other, file)
    writers.set(target, file)
  }
  return [...sources.values()]
}

function filesOf(folder: string, out: string): string[] {
  return entriesOf(folder).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.name.startsWith('.') || entry.name === 'node_modules' || path === out) return []
    if (entry.isDirectory()) return filesOf(path, out)
    return isModule(entry.name) || isCopied(entry.name) ? [path] : []
  })
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (problem) {
    throw theirs.unreadable(relative('', folder), problem)
  }
}

/** CC1, CC2. Throws STORE_READ, COMPILE_ERROR, MODULE_ID_TAKEN. */
async function compileAll(sources: readonly Source[], { root, checkpoints, archive }: Options, warnings: string[]): Promise<Written[]> {
  const { carry } = await import('../register/carry.ts') // the other commands start faster without it
  const { parseSync } = await import('oxc-parser')
  const ids = new ModuleIds(root)
  const kept: Parameters<Keep>[0][] = []
  const keep = await keeper(archive, (message) => warnings.push(message))
  const problems: string[] = []
  const written: Written[] = []
  for (const source of sources) {
    const { file } = source
    try {
      const given = isModule(file) ? readText(relative('', file)) : undefined
      const result = given === undefined ? undefined : carry(given, file, ids, { checkpoints, keep: keep && ((files) => kept.push(files)) })
      if (result === undefined) {
        const renamed = given === undefined ? given : renameSpecifiers(given, parseSync) // CC3
        written.push({ ...source, text: renamed === given ? undefined : renamed, map: null, functions: 0 })
        continue
      }
      for (const { line, column, message, hint } of result.diagnostics) warnings.push(`${relative('', file)}:${line}:${column}: ${message}\n  hint: ${hint}`)
      const functions = result.functions.filter(({ kind }) => kind === 'generator').length
      written.push({ ...source, text: renameSpecifiers(result.code, parseSync), map: result.map, functions })
    } catch (problem) {
      if ((problem as { code?: string }).code !== 'COMPILE_ERROR') throw problem
      problems.push((problem as Error).message.replaceAll(file, relative('', file)))
    }
  }
  if (problems.length > 0) throw theirs.uncompiled(problems)
  for (const files of kept) keep?.(files) // CC2
  return written
}

/** CC3 */
function renameSpecifiers(code: string, parse: typeof import('oxc-parser').parseSync): string {
  if (!/\.m?ts(?:\?[^'"]*)?['"]/.test(code)) return code
  const { staticImports, staticExports, dynamicImports } = parse('module.js', code, { sourceType: 'module' }).module
  const places = [
    ...staticImports.map(({ moduleRequest }) => moduleRequest),
    ...staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest)),
    ...dynamicImports.map(({ moduleRequest }) => moduleRequest),
  ]
  let text = code
  for (const place of places) {
    if (!place) continue
    const renamed = text.slice(place.start, place.end).replace(/^(['"]\.{1,2}\/.*\.m?)ts((?:\?.*)?['"])$/, '$1js$2')
    text = text.slice(0, place.start) + renamed + text.slice(place.end)
  }
  return text
}

/** Throws OUT_FOREIGN, STORE_WRITE. */
function write({ file, out, text, map }: Written, withMap: boolean): void {
  makeFolder(dirname(out))
  if (text === undefined) {
    place(out, (next) => copyFileSync(file, next))
    return
  }
  if (!withMap || map === null) {
    place(out, (next) => writeFileSync(next, text))
    return
  }
  const source = relative(dirname(out), file).split(sep).map(encodeURIComponent).join('/')
  place(out, (next) => writeFileSync(next, `${text.trimEnd()}\n//# sourceMappingURL=${encodeURIComponent(basename(out))}.map\n`))
  place(`${out}.map`, (next) => writeFileSync(next, JSON.stringify({ ...map, file: basename(out), sources: [source] })))
}

/** CC2 */
function place(out: string, fill: (next: string) => void): void {
  try {
    replaceFile(out, fill)
  } catch (problem) {
    throw theirs.unwritable(relative('', out), problem)
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
  } catch (problem) {
    const foreign = ['EEXIST', 'ENOTDIR'].includes((problem as { code: string }).code)
    throw foreign ? theirs.outFile(relative('', path), problem) : theirs.unwritable(relative('', path), problem)
  }
}
