// Compiles samples to modules in tests/samples/.out, beside stand-ins for what they import.
//
// Called by: worker.ts. Calls: @stillframe/compiler.

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { directory } from './sample.ts'

type Compile = (source: string, options: { id: string; filename: string }) => { code: string }

const out = path.join(directory, '.out')
const files = new Map<string, string>()
let loading: Promise<Compile> | undefined

function compiler(): Promise<Compile> {
  return loading ??= load()
}

async function load(): Promise<Compile> {
  const specifier = '@stillframe/compiler'
  const { compile } = (await import(specifier)) as { compile: Compile }
  const lib = path.join(directory, 'lib.ts')
  writeModule('lib', compile(readFileSync(lib, 'utf8'), { id: 'samples/lib.ts', filename: lib }).code)
  writeModule('log', 'export * from \'../log.ts\'\n')
  return compile
}

/** Written aside and renamed: another process may be reading the module. */
function writeModule(name: string, code: string): string {
  const file = path.join(out, `${name}.ts`)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(`${file}.${process.pid}`, code)
  renameSync(`${file}.${process.pid}`, file)
  return file
}

/** The file of the compiled sample, ready to be imported. */
export async function compiledFile(name: string): Promise<string> {
  const compile = await compiler()
  let file = files.get(name)
  if (file === undefined) {
    const filename = path.join(directory, `${name}.ts`)
    const { code } = compile(readFileSync(filename, 'utf8'), { id: `samples/${name}.ts`, filename })
    file = writeModule(name, code)
    files.set(name, file)
  }
  return file
}
