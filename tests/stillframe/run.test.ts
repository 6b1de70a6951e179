import test from 'ava'
import { Project } from './project.ts'

const hello = 'export default function* (name: string) { yield; return `hello ${name ?? \'world\'}` }\n'

test('a program runs, its result is printed, and later runs print it again', async (t) => {
  const project = new Project({ 'hello.ts': `console.log('runs')\n${hello}` })
  const first = await project.cli('run', 'hello.ts', '--', 'Ada')
  t.is(first.code, 0, first.stderr)
  t.is(first.stdout, 'runs\nhello Ada\n')
  t.regex(first.stderr, /hello is done/)
  const second = await project.cli('run', 'hello.ts', '--', 'Bob')
  t.is(second.code, 0)
  t.is(second.stdout, 'runs\nhello Ada\n')
  t.regex(second.stderr, /is done since/)
  t.regex(second.stderr, /not used/)
  const json = await project.cli('run', 'hello.ts', '--id', 'other', '--json')
  t.like(JSON.parse(json.stdout.replace('runs\n', '')) as object, { id: 'other', status: 'done', result: 'hello world', resumed: false })
})

test('a module without a generator as default export is told what it exports', async (t) => {
  const project = new Project({
    'none.ts': 'export const one = 1\nexport function two() {}\n',
    'async.ts': 'export default async function work() {}\n',
  })
  const none = await project.cli('run', 'none.ts')
  t.is(none.code, 1)
  t.regex(none.stderr, /^error: none\.ts has no generator function as its default export: there is no default export \(it exports one, two\) \[NO_BODY\]\nhint: write `export default function\*/)
  t.regex((await project.cli('run', 'async.ts')).stderr, /is an async function/)
})

test('a module that can not be compiled or imported is told without a stack', async (t) => {
  const project = new Project({
    'syntax.ts': 'export default function* () {\n  const = 1\n}\n',
    'throws.ts': 'throw new TypeError(\'no database\')\n',
    'imports.ts': 'import \'./missing.ts\'\n',
  })
  const syntax = await project.cli('run', 'syntax.ts')
  t.is(syntax.code, 1)
  t.regex(syntax.stderr, /^error: .*syntax\.ts:2:\d+: .*\[SYNTAX\]/)
  const throws = await project.cli('run', 'throws.ts')
  t.regex(throws.stderr, /^error: throws\.ts can't be imported: TypeError: no database \[IMPORT_FAILED\]\n/)
  t.notRegex(throws.stderr, /\n {4}at /)
  t.regex((await project.cli('run', 'throws.ts', '--verbose')).stderr, /\n {4}at .*throws\.ts:1:7/)
  t.regex((await project.cli('run', 'imports.ts')).stderr, /missing\.ts/)
})

test('a program that fails is told with its place, and goes on from the state before when it is mended', async (t) => {
  const program = (price: string): string => `import { effect } from 'stillframe/durable'

export const handlers = { step: () => 7 }

export default function* () {
  const item = yield* effect<any>('step')
  return ${price}
}
`
  const project = new Project({ 'work.ts': program('item.cost.net') })
  const failed = await project.cli('run', 'work.ts')
  t.is(failed.code, 1)
  t.regex(failed.stderr, /^error: process "work" failed in tasklet "\w+": TypeError: .*\n {2}at .*work\.ts:7:\d+\)? \[PROCESS_FAILED\]\nhint: .*--from-previous/)
  t.notRegex(failed.stderr, /\n {4}at /)
  const again = await project.cli('run', 'work.ts')
  t.is(again.code, 1)
  t.regex(again.stderr, /TypeError.*\n.*\[PROCESS_FAILED\]/)
  project.write({ 'work.ts': program('item') })
  const mended = await project.cli('run', 'work.ts', '--from-previous')
  t.is(mended.stdout, '7\n', mended.stderr)
})
