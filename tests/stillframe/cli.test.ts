import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import test from 'ava'
import { capture, History } from '@stillframe/snapshot'
import { Project } from './project.ts'

const hello = 'export default function* (name: string) { yield; return `hello ${name ?? \'world\'}` }\n'

test('without a command it says what there is, and that is no success', async (t) => {
  const project = new Project({})
  const nothing = await project.cli()
  t.is(nothing.code, 2)
  t.regex(nothing.stdout, /run FILE/)
  const help = await project.cli('--help')
  t.is(help.code, 0)
  for (const name of ['run', 'ls', 'show', 'rm', 'explain', 'compile']) t.regex(help.stdout, new RegExp(`^  ${name} `, 'm'))
})

test('commands have help with examples', async (t) => {
  const project = new Project({})
  for (const argv of [['run', '--help'], ['help', 'show']]) {
    const { code, stdout } = await project.cli(...argv)
    t.is(code, 0)
    t.regex(stdout, /usage: stillframe/)
    t.regex(stdout, /examples?:\n {2}stillframe/)
  }
})

test('the version is that of the package', async (t) => {
  t.regex((await new Project({}).cli('--version')).stdout, /^\d+\.\d+\.\d+\n$/)
})

test('what is not understood is told in two lines, with exit code 2', async (t) => {
  const project = new Project({ 'hello.ts': hello })
  const wrong = [['fly'], ['run'], ['run', 'hello.ts', 'extra'], ['ls', '--stor', 'x']]
  for (const argv of wrong) {
    const { code, stdout, stderr } = await project.cli(...argv)
    t.is(code, 2, argv.join(' '))
    t.is(stdout, '')
    t.regex(stderr, /^error: .*\[USAGE\]\nhint: .*\n$/)
  }
})

test('an unknown file is told, with the name it may have', async (t) => {
  const project = new Project({ 'hello.ts': hello })
  for (const command of ['run', 'explain']) {
    const { code, stderr } = await project.cli(command, 'hello')
    t.is(code, 1)
    t.is(stderr, 'error: there is no file hello [FILE_UNKNOWN]\nhint: did you mean hello.ts?\n')
  }
})

test('a folder in place of a file, or a file in place of a folder, is told', async (t) => {
  const project = new Project({ 'src/hello.ts': hello, 'file': '' })
  for (const command of ['run', 'explain', 'check', 'migrate']) {
    t.is((await project.cli(command, 'src')).stderr, 'error: src is a folder [FILE_UNKNOWN]\nhint: name a module in it\n')
  }
  for (const out of ['file', 'file/below']) t.regex((await project.cli('compile', 'src', '--out', out)).stderr, /go to file.*\[OUT_FOREIGN\]\nhint: /)
})

const isRoot = process.getuid?.() === 0

;(process.platform === 'win32' || (isRoot && process.platform !== 'linux') ? test.skip : test)('a file that can not be read is told, with what to do', async (t) => {
  const project = new Project({ 'reads.ts': 'import { readFileSync } from \'node:fs\'\nreadFileSync(\'gone\')\n' })
  if (isRoot) symlinkSync('/proc/self/mem', project.path('odd.ts')) // root may read every file, but this one gives EIO
  else writeFileSync(project.path('odd.ts'), hello, { mode: 0 })
  for (const command of [['run', 'odd.ts'], ['explain', 'odd.ts'], ['compile', 'odd.ts', '--out', 'dist']]) {
    const { code, stderr } = await project.cli(...command)
    t.is(code, 1)
    t.regex(stderr, /^error: odd\.ts can't be read: .* \[STORE_READ\]\nhint: check the rights/, command[0])
  }
  t.regex((await project.cli('run', 'reads.ts')).stderr, /^error: reads\.ts can't be imported: Error: ENOENT.* \[IMPORT_FAILED\]\nhint: check that the file is there/)
})

test('a file that compile can not write is told, and no part of it is left', async (t) => {
  const project = new Project({ 'src/a.ts': 'export function* a() { yield 1 }\n', 'src/b.cjs': 'exports.b = 1\n', 'a/a.js/x': '', 'b/b.cjs/x': '' })
  for (const [out, name] of [['a', 'a.js'], ['b', 'b.cjs']] as const) {
    const { code, stderr } = await project.cli('compile', 'src', '--out', out)
    t.is(code, 1)
    t.regex(stderr, new RegExp(`^error: ${out}.${name} can't be written: EISDIR.* \\[STORE_WRITE\\]\\nhint: mend the disk or the rights`))
    t.deepEqual(readdirSync(project.path(out)).filter((one) => one.endsWith('.new')), [])
  }
})

test('ids and stores are checked', async (t) => {
  const project = new Project({ 'hello.ts': hello, 'file': '' })
  t.regex((await project.cli('run', 'hello.ts', '--id', '../up')).stderr, /\[PROCESS_ID\]\nhint:/)
  t.regex((await project.cli('ls', '--store', 'file')).stderr, /\[STORE_FOREIGN\]\nhint:/)
  t.regex((await project.cli('show', 'nobody')).stderr, /\[PROCESS_UNKNOWN\]\nhint:/)
  t.regex((await project.cli('rm', 'nobody')).stderr, /\[PROCESS_UNKNOWN\]\nhint:/)
  t.is((await project.cli('ls')).stderr, `no processes in ${project.path('.stillframe')}\n`)
})

test('a file beside the folders of processes is none', async (t) => {
  const project = new Project({ 'hello.ts': hello, '.stillframe/README': 'what this is' })
  t.is((await project.cli('run', 'hello.ts')).stdout, 'hello world\n')
  t.regex((await project.cli('ls')).stdout, /hello +done/)
  t.regex((await project.cli('run', 'hello.ts', '--id', 'README')).stderr, /\[STORE_FOREIGN\]\nhint:/)
})

test('errors are JSON for machines', async (t) => {
  const { code, stdout, stderr } = await new Project({}).cli('run', 'gone.ts', '--json')
  t.is(code, 1)
  t.is(stderr, '')
  t.deepEqual(JSON.parse(stdout), { error: { code: 'FILE_UNKNOWN', message: 'there is no file gone.ts', hint: 'paths are relative to the current folder' } })
})

test('explain names functions, places and what they hold', async (t) => {
  const project = new Project({
    'shop.ts': 'import { sleep } from \'stillframe\'\n\nexport default function* shop(order: string) {\n  const before = order.length\n  yield* sleep(10)\n  return before\n}\n',
  })
  const { code, stdout } = await project.cli('explain', 'shop.ts')
  t.is(code, 0)
  t.regex(stdout, /shop {2}generator {2}shop\.ts:3:\d+ {2}can be saved/)
  t.regex(stdout, /5:\d+ {2}waits at .*sleep.*, holds before/)
  const json = JSON.parse((await project.cli('explain', 'shop.ts', '--json')).stdout) as { module: string; functions: { id: string }[] }
  t.is(json.module, 'shop.ts')
  t.is(json.functions[0]?.id, 'shop.ts#shop')
})

test('what a result holds twice is written twice, and what holds itself is not', async (t) => {
  const project = new Project({ 'shared.ts': `export default function* () {
  const a = { x: 1 }, self = new Map<string, unknown>([['a', a]])
  self.set('self', self)
  const error = { problem: new Error('no'), again: undefined as unknown }
  error.again = error
  return { first: a, second: a, list: [a, [a]], self, error }
}
` })
  const { result } = JSON.parse((await project.cli('run', 'shared.ts', '--json')).stdout) as { result: object }
  t.deepEqual(result, { first: { x: 1 }, second: { x: 1 }, list: [{ x: 1 }, [{ x: 1 }]], self: [['a', { x: 1 }], ['self', '[seen above]']], error: { problem: { name: 'Error', message: 'no' }, again: '[seen above]' } })
})

test('a delta in place of a snapshot is told, with how it is read', async (t) => {
  const since = new History()
  const project = new Project({ 'hello.ts': hello, 'base.json': capture([1], { since }), 'delta.json': capture([2], { since }) })
  for (const command of [['show', 'delta.json'], ['diff', 'base.json', 'delta.json'], ['check', 'hello.ts', '--snapshot', 'delta.json']]) {
    const { code, stdout, stderr } = await project.cli(...command)
    t.is(code, 1)
    t.regex(`${stdout}${stderr}`, /this is no snapshot: it is a delta[^]*hint: In its program, restore\(base, \.\.\.deltas\)/, command[0])
  }
})

test('plain text where nobody looks', async (t) => {
  const project = new Project({ 'hello.ts': hello })
  const { stdout, stderr } = await project.cli('run', 'hello.ts')
  t.false(`${stdout}${stderr}`.includes('\u001b'))
})

test('explain FILE:LINE shows the function around a line, its listing, its closures, and what a capture would refuse', async (t) => {
  const project = new Project({
    'shop.ts': 'import { sleep } from \'stillframe\'\n\nfunction* other() { yield }\n\nexport default function* shop(order: string) {\n  const answer = fetch(order)\n  const note = () => order\n  yield* sleep(10)\n  return [answer, note]\n}\n',
  })
  const { code, stdout } = await project.cli('explain', 'shop.ts:7')
  t.is(code, 0)
  t.notRegex(stdout, /^other/m)
  t.regex(stdout, /^ +suspend "sleep#1" .* keeps .*answer/m)
  t.regex(stdout, /^note {2}closure.*\n {2}captures order$/m)
  t.regex(stdout, /warning: shop\.ts:6:18: "answer" holds a promise across the yield at line 8 .*\[NEVER_SAVED\]\n {2}hint: .*request\(kind, args\)/)
  t.regex((await project.cli('explain', 'shop.ts:2')).stderr, /\[NO_FUNCTION\]\nhint: stillframe explain shop\.ts shows/)
})

test('compile writes JavaScript that runs without a loader, and its maps', async (t) => {
  const project = new Project({
    'src/main.ts': 'import { Scheduler } from \'stillframe\'\nimport { capture, restore } from \'stillframe/snapshot\'\nimport { count } from \'./lib/count.ts\'\nimport data from \'./data.json\' with { type: \'json\' }\nconst s = new Scheduler()\ns.spawn(count, data.to)\ns.run({ maxSwitches: 2 })\nconst copy = restore(capture(s)) as Scheduler\nconst [task] = copy.tasklets()\ncopy.run()\nconsole.log(task?.result)\n',
    'src/lib/count.ts': 'export function* count(to: number): Generator<undefined, number> {\n  let n: number = 0\n  while (n < to) { n++; yield }\n  return n\n}\n',
    'src/data.json': '{ "to": 5 }\n',
  })
  const { code, stdout, stderr } = await project.cli('compile', 'src', '--out', 'dist')
  t.is(code, 0, stderr)
  t.is(stdout, '3 files in dist, 1 generator function\n')
  const stripper = fileURLToPath(new URL('../../packages/stillframe/register/strip-only.js', import.meta.url)) // for this workspace's own packages
  t.is((await project.node(['--no-warnings', '--import', stripper, 'dist/main.js'])).stdout, '5\n')
  const map = JSON.parse(readFileSync(project.path('dist/lib/count.js.map'), 'utf8')) as { sources: string[] }
  t.deepEqual(map.sources, ['../../src/lib/count.ts'])
  const points = async (...more: string[]): Promise<boolean> => {
    t.is((await project.cli('compile', 'src', '--out', 'again', ...more)).code, 0)
    return readFileSync(project.path('again/lib/count.js'), 'utf8').includes('checkpoint')
  }
  t.deepEqual([await points(), await points('--checkpoints', 'on')], [false, true])
  t.regex((await project.cli('compile', 'src', '--out', 'again', '--checkpoints', 'of')).stderr, /"of" does not say[^]*\[CHECKPOINTS_UNKNOWN\]/)
})

test('compile knows modules by their syntax, renames imports in JavaScript, writes no file twice, and maps for any name', async (t) => {
  const project = new Project({
    'package.json': '{}',
    'src/one.js': 'const b = 1; export function* g() { yield b }\n',
    'src/plain.js': 'import { a } from "./a b.ts?v=1"; export { a }\n',
    'src/a b.ts': 'export const a: number = 1\nexport function* fails(): Generator<number> {\n  throw new Error(\'here\')\n}\n',
    'two/m.ts': 'export const a = 1\n', 'two/m.js': 'export const a = 2\n',
  })
  t.is((await project.cli('compile', 'src', 'src/one.js', '--out', 'dist')).stdout, '3 files in dist, 2 generator functions\n')
  t.is(readFileSync(project.path('dist/plain.js'), 'utf8'), 'import { a } from "./a b.js?v=1"; export { a }\n')
  t.regex(readFileSync(project.path('dist/a b.js'), 'utf8'), /sourceMappingURL=a%20b\.js\.map/)
  t.deepEqual((JSON.parse(readFileSync(project.path('dist/a b.js.map'), 'utf8')) as { sources: string[] }).sources, ['../src/a%20b.ts'])
  t.regex((await project.cli('compile', 'two', '--out', 'd2')).stderr, /two\/m\.js and .*two\/m\.ts would both be written.*\[OUT_TWICE\]\nhint:/)
  t.false(existsSync(project.path('d2')))
})

test('compile tells all errors, and writes nothing then', async (t) => {
  const project = new Project({ 'src/a.ts': 'function* a() { yield eval(\'1\') }\n', 'src/b.ts': 'function* b( {\n', 'src/c.ts': 'export const c = 1\n', 'empty/x.md': '' })
  const { code, stderr } = await project.cli('compile', 'src', '--out', 'dist')
  t.is(code, 1)
  t.regex(stderr, /^error: src\/a\.ts:1:\d+: .*\[DIRECT_EVAL\]\nhint: .*\nsrc\/b\.ts:2:1: .*\[SYNTAX\]\nhint: /)
  t.false(existsSync(project.path('dist')))
  t.regex((await project.cli('compile', 'src')).stderr, /--out DIR is missing \[USAGE\]/)
  t.regex((await project.cli('compile', 'empty', '--out', 'dist')).stderr, /\[NO_SOURCE\]/)
  project.write({ 'plain/a.js': 'export const a = 1\n' })
  t.regex((await project.cli('compile', 'plain', '--out', 'plain')).stderr, /\[OUT_OVERWRITES\]/)
})
