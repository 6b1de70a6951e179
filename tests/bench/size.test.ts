// The size of the runtime: each door as a bundler would ship it, minified and compressed.
//
// 12 kB are 12,000 bytes. The main door is what the limit is for; each other door may add what its row says.

import test from 'ava'
import { build } from 'esbuild'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../packages/runtime')
const { exports: doors, dependencies } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { exports: Record<string, { default: string }>; dependencies: object }

interface Shipped {
  bytes: number
  /** Files of the bundle, and what it leaves to be imported. */
  files: string[]
  imports: string[]
}

async function ship(source: string): Promise<Shipped> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: folder, loader: 'ts' }, bundle: true, minify: true, format: 'esm', write: false, metafile: true, logLevel: 'silent',
  })
  const [output] = Object.values(metafile.outputs)
  return {
    bytes: gzipSync(outputFiles[0]!.contents).length,
    files: Object.keys(output!.inputs),
    imports: output!.imports.map(({ path }) => path),
  }
}

const everythingOf = (...names: string[]): string => names.map((name) => `export * from '${doors[name]!.default}'`).join('\n')

/** What a door adds to the main one, at most, in bytes. What emitted code asks for comes with the programs that were compiled. */
const MAIN = 12_000
const ADDED: Record<string, number> = { './context': 300, './interop': 1_500, './supervision': 900, './testing': 2_150, './topics': 800, './abi': 10_550 }

test('the main door is 12 kB for everything exported, and imports nothing', async (t) => {
  const { bytes, imports } = await ship(everythingOf('.'))
  t.true(bytes <= MAIN, `${bytes} bytes`)
  t.deepEqual(imports, [])
  t.deepEqual(dependencies, {})
})

test('every other door adds what it says, and imports nothing', async (t) => {
  const main = await ship(everythingOf('.'))
  t.deepEqual(Object.keys(ADDED).sort(), Object.keys(doors).filter((door) => door !== '.').sort())
  for (const [door, most] of Object.entries(ADDED)) {
    const { bytes, imports } = await ship(everythingOf('.', door))
    t.true(bytes - main.bytes <= most, `${door} adds ${bytes - main.bytes} bytes`)
    t.deepEqual(imports, [])
  }
})

test('who imports a channel alone ships no scheduler, no scopes, no select', async (t) => {
  const main = await ship(everythingOf('.'))
  const { bytes, files } = await ship(`export { channel } from '${doors['.']!.default}'`)
  t.true(bytes < main.bytes * 0.6, `${bytes} of ${main.bytes} bytes`)
  for (const room of ['scheduler', 'scope', 'select', 'request', 'budget']) t.false(files.some((file) => file.endsWith(`/${room}.ts`)), room)
})
