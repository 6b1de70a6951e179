import test from 'ava'
import { Project } from './project.ts'

const hello = 'export default function* (name: string) { yield; return `hello ${name ?? \'world\'}` }\n'

test('without a command it says what there is, and that is no success', async (t) => {
  const project = new Project({})
  const nothing = await project.cli()
  t.is(nothing.code, 2)
  t.regex(nothing.stdout, /run FILE/)
  const help = await project.cli('--help')
  t.is(help.code, 0)
  for (const name of ['run', 'ls', 'show', 'rm', 'explain']) t.regex(help.stdout, new RegExp(`^  ${name} `, 'm'))
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

test('ids and stores are checked', async (t) => {
  const project = new Project({ 'hello.ts': hello, 'file': '' })
  t.regex((await project.cli('run', 'hello.ts', '--id', '../up')).stderr, /\[PROCESS_ID\]\nhint:/)
  t.regex((await project.cli('ls', '--store', 'file')).stderr, /\[STORE_FOREIGN\]\nhint:/)
  t.regex((await project.cli('show', 'nobody')).stderr, /\[PROCESS_UNKNOWN\]\nhint:/)
  t.regex((await project.cli('rm', 'nobody')).stderr, /\[PROCESS_UNKNOWN\]\nhint:/)
  t.is((await project.cli('ls')).stderr, `no processes in ${project.path('.stillframe')}\n`)
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

test('plain text where nobody looks', async (t) => {
  const project = new Project({ 'hello.ts': hello })
  const { stdout, stderr } = await project.cli('run', 'hello.ts')
  t.false(`${stdout}${stderr}`.includes('\u001b'))
})
