// One program, carried by the loader, by every bundler plugin and by `stillframe compile`; the published packages.
// Each build must give every function the same id and hashes, so that a snapshot is at home in all of them.

import { execFile } from 'node:child_process'
import { copyFileSync, cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { generatedPositionFor, LEAST_UPPER_BOUND, originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import { compile } from '@stillframe/compiler'
import test from 'ava'
import { installProject, removeProject } from './installed.ts'

const run = promisify(execFile)
const project = installProject()
test.after.always(() => removeProject(project))

const node = async (...args: string[]): Promise<string> => (await run(process.execPath, args, { cwd: project })).stdout

interface Carrier {
  name: string
  /** Makes `main`. */
  build: string[]
  /** The arguments of node that run the program. */
  main: string[]
}

const bundler = (name: string, ...more: string[]): Carrier => {
  const folder = [name, ...more.map((flag) => flag.replace('--minify', 'minified').replace('--', ''))].join('-')
  return { name: folder, build: ['build.mjs', name, ...more], main: [`out/${folder}/main.js`] }
}

const compiled: Carrier = { name: 'compile', build: ['node_modules/stillframe/bin/stillframe.js', 'compile', 'src', '--out', 'out/compile'], main: ['out/compile/main.js'] }

/** In an order that goes from minified to unminified and back. */
const carriers: Carrier[] = [
  { name: 'register', build: [], main: ['--import', 'stillframe/register', 'src/main.ts'] },
  bundler('vite', '--minify'),
  bundler('rollup'),
  bundler('webpack', '--minify'),
  bundler('esbuild'),
  bundler('rolldown', '--minify'),
  compiled,
  bundler('esbuild', '--minify'),
]

/** Two at a time. */
async function each(body: (carrier: Carrier) => Promise<unknown>, some = carriers): Promise<void> {
  const waiting = [...some]
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await body(next)
  }
  await Promise.all([work(), work()])
}

test.before('every carrier builds', async () => {
  await each(async ({ build }) => build.length > 0 && node(...build))
  await node(...(carriers[0] as Carrier).main, 'begin', 'beginning.json')
})

test('Node gets the runtime in one file, with a map that leads to the source', async (t) => {
  const door = await node('--input-type=module', '--eval', 'console.log(import.meta.resolve("@stillframe/runtime"))')
  t.regex(door, /\/@stillframe\/runtime\/dist\/node\/index\.js$/m)
  const failing = 'import { channel } from "stillframe"; try { channel(-1) } catch (error) { console.log(error.stack) }'
  t.regex(await node('--enable-source-maps', '--input-type=module', '--eval', failing), /\/@stillframe\/runtime\/src\/errors\.ts:\d+/)
})

test('the same state has the same text in every build', async (t) => {
  const texts: Record<string, string> = {}
  await each(async ({ name, main }) => {
    await node(...main, 'begin', `${name}.json`)
    await node(...main, 'go', `${name}.json`, '9')
    texts[name] = readFileSync(join(project, `${name}.json`), 'utf8')
  })
  for (const { name } of carriers) t.is(texts[name], texts['register'], name)
})

test('a tasklet that every build takes a little further comes to the right end', async (t) => {
  copyFileSync(join(project, 'beginning.json'), join(project, 'travels.json'))
  const seen: string[] = []
  for (let turn = 0; seen.at(-1)?.includes('loaves') !== true && turn < 40; turn++) {
    const { main } = carriers[turn % carriers.length] as Carrier
    seen.push((await node(...main, 'go', 'travels.json', '2')).trim())
  }
  t.true(seen.length > carriers.length, 'it went through all of them')
  t.is(seen.at(-1), '4 loaves: 2 rye, 1 oat, 1 spelt; RYE! OAT! SPELT! RYE! CLOSED!')
})

test('checkpoints are an option of every plugin and of the command, and frames go from a build without to one with', async (t) => {
  const command = { ...compiled, name: 'compile-checkpoints', build: [...compiled.build.slice(0, -1), 'out/compile-checkpoints', '--checkpoints', 'on'], main: ['out/compile-checkpoints/main.js'] }
  const builds = [...['vite', 'rollup', 'rolldown', 'esbuild', 'webpack'].map((name) => bundler(name, '--checkpoints')), command]
  const places = (name: string): number => // a bundle may hold the runtime, too
    readFileSync(join(project, `out/${name}/${name.startsWith('compile') ? 'orders.js' : 'main.js'}`), 'utf8').split(/\bcheckpoint\b/).length
  for (const name of ['vite', 'rolldown', 'webpack']) await node('build.mjs', name)
  await each(async (carrier) => {
    await node(...carrier.build)
    t.true(places(carrier.name) > places(carrier.name.replace('-checkpoints', '')), carrier.name)
    copyFileSync(join(project, 'beginning.json'), join(project, `${carrier.name}.json`))
    t.regex(await node(...carrier.main, 'go', `${carrier.name}.json`, '99'), /4 loaves: 2 rye/, carrier.name)
  }, builds)
})

const filesIn = (folder: string): [string, string][] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.mjs')).toSorted()
  .map((name) => [name, readFileSync(join(folder, name), 'utf8')])

test('every carrier fills the code archive, with the same files; frames end on it when their code is gone', async (t) => {
  const builds = [bundler('vite', '--archive'), bundler('rollup', '--archive'), bundler('esbuild', '--minify', '--archive')]
  await each(async ({ build }) => node(...build), builds)
  await node(...compiled.build.slice(0, -1), 'out/compile-archive', '--archive', 'out/compile-archive-code')
  await run(process.execPath, [...(carriers[0] as Carrier).main, 'begin', 'archived.json'], { cwd: project, env: { ...process.env, STILLFRAME_ARCHIVE: 'out/register-archive-code' } })
  const files = filesIn(join(project, 'out/register-archive-code'))
  t.deepEqual(files.map(([name]) => name.replace(/@.*/, '')), ['bakery', 'baker', 'burn', 'Shelf%2Ffill'].map((name) => join('src/orders.ts', name)).toSorted())
  for (const name of [...builds.map((build) => build.name), 'compile-archive']) t.deepEqual(filesIn(join(project, 'out', `${name}-code`)), files, name)

  const next = join(project, 'next')
  cpSync(join(project, 'src'), join(next, 'src'), { recursive: true })
  for (const name of ['package.json', 'build.mjs']) copyFileSync(join(project, name), join(next, name))
  symlinkSync(join(project, 'node_modules'), join(next, 'node_modules'))
  const orders = join(next, 'src/orders.ts')
  const text = readFileSync(orders, 'utf8').replace('      yield\n', '').replaceAll('yield* bread.next()', 'yield* take(bread)').replace('loaves: ', 'fresh loaves: ')
  writeFileSync(orders, `${text}\nfunction* take(bread: Channel<Loaf>) { return yield* bread.next() }\n`)
  await node(...(carriers[0] as Carrier).main, 'go', 'archived.json', '10')
  await run(process.execPath, ['build.mjs', 'esbuild', '--minify'], { cwd: next })
  const go = (...more: string[]): Promise<{ stdout: string }> => run(process.execPath, ['out/esbuild-minified/main.js', 'go', '../archived.json', '99', ...more], { cwd: next })
  t.regex(((await t.throwsAsync(go())) as unknown as { stderr: string }).stderr, /can't go on: there is no such label/)
  t.regex((await go('../out/esbuild-minified-archive-code')).stdout, /4 fresh loaves: 2 rye, 1 oat, 1 spelt/)
})

const author = readFileSync(new URL('project/src/orders.ts', import.meta.url), 'utf8').split('\n')
/** Line, from 1, and column, from 0, of a text in orders.ts. */
function placeOf(text: string): { line: number; column: number } {
  const at = author.findIndex((line) => line.includes(text))
  return { line: at + 1, column: author[at]?.indexOf(text) as number }
}

test('modules are compiled in folders of any name', async (t) => {
  const folder = join(project, 'C# & 50%?')
  cpSync(join(project, 'src'), join(folder, 'src'), { recursive: true })
  for (const name of ['package.json', 'build.mjs']) copyFileSync(join(project, name), join(folder, name))
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'))
  for (const carrier of ['esbuild', 'rollup']) {
    await run(process.execPath, ['build.mjs', carrier], { cwd: folder })
    t.regex(readFileSync(join(folder, 'out', carrier, 'main.js'), 'utf8'), /module\(\d+, /)
  }
})

test('a stack trace names the line of the author, whatever has been compiled, bundled and minified', async (t) => {
  const { line } = placeOf('throw new RangeError')
  await each(async ({ name, main }) => {
    const failed = await node('--enable-source-maps', ...main, 'burn').then(() => '', ({ stderr }: { stderr: string }) => stderr)
    t.regex(failed, new RegExp(`RangeError: burnt: too hot\\n    at .*orders\\.ts:${line}:\\d+`), name)
  })
})

/** The map of orders.ts' code in `carrier`, and the script it belongs to. */
function mapOf({ name }: Carrier): { map: TraceMap; script: string } {
  if (name !== 'register') {
    const script = name === 'compile' ? 'orders.js' : 'main.js'
    return { map: new TraceMap(readFileSync(join(project, `out/${name}/${script}.map`), 'utf8')), script }
  }
  const { map } = compile(author.join('\n'), { id: 'src/orders.ts', filename: 'orders.ts' })
  return { map: new TraceMap(map as never), script: 'orders.ts' }
}

const debugged = carriers.filter(({ name }) => ['register', 'vite-minified', 'webpack-minified', 'esbuild', 'compile'].includes(name))

for (const text of ['this.loaves.set(', 'log.push(shout']) {
  test(`a breakpoint at ${text} stops at that line, compiled, bundled and minified`, async (t) => {
    const { line, column } = placeOf(text)
    await each(async (carrier) => {
      const { map, script } = mapOf(carrier)
      const source = map.sources.find((file) => file?.endsWith('orders.ts')) as string
      const position = generatedPositionFor(map, { source, line, column, bias: LEAST_UPPER_BOUND })
      t.not(position.line, null, `${carrier.name}: the line is in the map`)
      const state = `${carrier.name}-${line}.json`
      copyFileSync(join(project, 'beginning.json'), join(project, state))
      const { stdout } = await run(process.execPath, ['--import', './breakpoint.mjs', ...carrier.main, 'go', state, '99'], {
        cwd: project, env: { ...process.env, BREAK: `${script}$ ${(position.line as number) - 1} ${position.column}` },
      })
      const stopped = /stopped at (\d+) (\d+)/.exec(stdout)
      t.truthy(stopped, `${carrier.name}: it stops`)
      const original = originalPositionFor(map, { line: Number(stopped?.[1]) + 1, column: Number(stopped?.[2]) })
      t.is(original.line, line, carrier.name)
    }, debugged)
  })
}
