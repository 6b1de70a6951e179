// Compiles samples to modules in tests/samples/.out, beside stand-ins for what they import. Builds with checkpoints have
// a folder, and ids, of their own: a process may play a sample in both.
//
// Called by: worker.ts. Calls: @stillframe/compiler.

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { directory } from './sample.ts'

/** With 'every', each round of every loop has a checkpoint. */
export type Checkpoints = false | 'every'
type Compile = (source: string, options: { id: string; filename: string; checkpoints: Checkpoints }) => { code: string }

const out = path.join(directory, '.out')
const files = new Map<string, string>()
let loading: Promise<Compile> | undefined

function compiler(): Promise<Compile> {
  return loading ??= load()
}

async function load(): Promise<Compile> {
  const specifier = '@stillframe/compiler'
  const { compile } = (await import(specifier)) as { compile: Compile }
  for (const checkpoints of [false, 'every'] as const) {
    const lib = path.join(directory, 'lib.ts')
    writeModule(`${folder(checkpoints)}lib`, compile(readFileSync(lib, 'utf8'), { id: `samples/${folder(checkpoints)}lib.ts`, filename: lib, checkpoints }).code)
    writeModule(`${folder(checkpoints)}log`, `export * from '${checkpoints ? '../' : ''}../log.ts'\n`)
  }
  return compile
}

const folder = (checkpoints: Checkpoints): string => (checkpoints ? 'interrupted/' : '')

/** Written aside and renamed: another process may be reading the module. */
function writeModule(name: string, code: string): string {
  const file = path.join(out, `${name}.ts`)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(`${file}.${process.pid}`, code)
  renameSync(`${file}.${process.pid}`, file)
  return file
}

/** The file of the compiled sample, ready to be imported. */
export async function compiledFile(name: string, checkpoints: Checkpoints): Promise<string> {
  const compile = await compiler()
  const key = `${folder(checkpoints)}${name}`
  let file = files.get(key)
  if (file === undefined) {
    const filename = path.join(directory, `${name}.ts`)
    const { code } = compile(readFileSync(filename, 'utf8'), { id: `samples/${key}.ts`, filename, checkpoints })
    file = writeModule(key, code)
    files.set(key, file)
  }
  return file
}
