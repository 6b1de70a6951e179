import * as nodeModule from 'node:module'
import test, { type ExecutionContext } from 'ava'
import { Project } from './project.ts'

const run = (project: Project, file: string, env: Record<string, string> = {}) =>
  project.node(['--import', 'stillframe/register', file], env)

async function prints(t: ExecutionContext, project: Project, file: string, expected: string): Promise<void> {
  const { stdout, stderr } = await run(project, file)
  t.is(stdout, expected, stderr)
}

test('a program is compiled: its tasklets can be captured', async (t) => {
  const project = new Project({
    'app.ts': `import { Scheduler } from 'stillframe'
import { capture, restore } from 'stillframe/snapshot'
interface Box { n: number }
function* work(box: Box) {
  for (let i = 0; i < 3; i++) {
    box.n += i
    yield
  }
  return box.n
}
const scheduler = new Scheduler()
const task = scheduler.spawn(work, { n: 10 })
scheduler.run({ maxSwitches: 2 })
const copy = restore(capture({ scheduler, task })) as { scheduler: Scheduler; task: typeof task }
copy.scheduler.run()
console.log(copy.task.result, task.status)
`,
  })
  const { stdout, stderr, code } = await run(project, 'app.ts')
  t.is(stdout, '13 ready\n', stderr)
  t.is(code, 0)
})

test('a stack trace shows the lines the author wrote', async (t) => {
  const project = new Project({
    'app.ts': `import { Scheduler } from 'stillframe'
import { inner } from './inner.ts'

interface Long {
  a: string
}

function* outer(long: Long): Generator<undefined, void> {
  yield
  yield* inner(long.a)
}

const scheduler = new Scheduler()
scheduler.spawn(outer, { a: 'x' })
scheduler.run()
`,
    'inner.ts': `type Text = string

export function* inner(text: Text): Generator<undefined, void> {
  const before: number = text.length
  yield
  throw new RangeError(\`after \${before}\`)
}
`,
  })
  const { code, stderr } = await run(project, 'app.ts')
  t.is(code, 1)
  t.regex(stderr, /RangeError: after 1\n {4}at .*inner\.ts:6:9/)
})

test('JavaScript, modules without generators, and .js specifiers of .ts files work', async (t) => {
  const project = new Project({
    'app.js': 'import { double } from \'./lib/double.js\'\nimport { Scheduler } from \'stillframe\'\nfunction* f() { yield; return double(21) }\nconst s = new Scheduler()\nconst t = s.spawn(f)\ns.run()\nconsole.log(t.result, Object.prototype.toString.call(f))\n',
    'lib/double.ts': 'export const double = (n: number): number => 2 * n\n',
  })
  await prints(t, project, 'app.js', '42 [object GeneratorFunction]\n')
})

test('CommonJS that speaks of imports is not compiled, nor is what is no statement an export', async (t) => {
  const project = new Project({
    'package.json': '{}',
    'lib.js': '/*\nexport of the numbers, as an old library has it\n*/\nfunction* f() { yield 2 }\nmodule.exports = { f }\nif (false)\nimport(\'node:fs\')\n',
    'app.mjs': 'import lib from \'./lib.js\'\nconsole.log(...lib.f())\n',
  })
  await prints(t, project, 'app.mjs', '2\n')
})

test('a query or a fragment is no part of a file\'s name', async (t) => {
  const project = new Project({
    'plain.ts': 'export const value: number = 1\n',
    'gen.ts': 'export function* f(): Generator<number> { yield 2 }\n',
    'app.ts': 'const { value } = await import(\'./plain.ts?v=1\' as string)\nconst { f } = await import(\'./gen.js?v=1#a\' as string)\nconsole.log(value, ...f())\nexport {}\n',
  })
  await prints(t, project, 'app.ts', '1 2\n')
})

test('what is nested too deeply is told with its file', async (t) => {
  const project = new Project({ 'app.js': `export function* f() { yield ${Array(20000).fill('f').join(' + ')} }\n` })
  const { stderr } = await project.cli('explain', 'app.js')
  t.regex(stderr, /^error: app\.js: .* nested too deeply.* \[NESTING\].*\n.*hint: split it/)
})

test('a compile error is told with file, line and column', async (t) => {
  const project = new Project({ 'app.ts': 'function* f() {\n  yield eval(\'1\')\n}\nf()\n' })
  const { code, stderr } = await run(project, 'app.ts')
  t.is(code, 1)
  t.regex(stderr, /app\.ts:\d+:\d+: .*eval.*\[DIRECT_EVAL\]\n\s+hint: /)
})

test('two files that would have the same module id are refused, and STILLFRAME_ROOT mends it', async (t) => {
  const program = 'export function* f(): Generator<undefined, number> { yield; return 1 }\n'
  const project = new Project({
    'app.ts': 'import { f as a } from \'./one/lib.ts\'\nimport { f as b } from \'./two/lib.ts\'\nconsole.log(a !== b)\n',
    'one/package.json': '{ "type": "module" }', 'one/lib.ts': program,
    'two/package.json': '{ "type": "module" }', 'two/lib.ts': program,
  })
  t.regex((await run(project, 'app.ts')).stderr, /would have the same id, "lib\.ts"\n.*STILLFRAME_ROOT[^]*MODULE_ID_TAKEN/)
  t.is((await run(project, 'app.ts', { STILLFRAME_ROOT: project.folder })).stdout, 'true\n')
})

test('STILLFRAME_CHECKPOINTS says whether a loop can be interrupted, and a word that means nothing is refused', async (t) => {
  const project = new Project({
    'app.ts': `import { Scheduler } from 'stillframe'
function* count(): Generator<undefined, number> {
  let n = 0
  for (; n < 1000; n++) continue
  return n
}
const scheduler = new Scheduler()
const task = scheduler.spawn(count)
const { reason, interrupted } = scheduler.run({ maxOperations: 5 })
scheduler.run()
console.log(reason, interrupted?.name, task.result)
`,
  })
  t.is((await run(project, 'app.ts')).stdout, 'done undefined 1000\n')
  t.is((await run(project, 'app.ts', { STILLFRAME_CHECKPOINTS: 'on' })).stdout, 'operations count 1000\n')
  t.is((await run(project, 'app.ts', { STILLFRAME_CHECKPOINTS: 'off' })).stdout, 'done undefined 1000\n')
  t.regex((await run(project, 'app.ts', { STILLFRAME_CHECKPOINTS: 'onn' })).stderr, /"onn" does not say[^]*CHECKPOINTS_UNKNOWN/)
})

const hasSyncHooks = 'registerHooks' in nodeModule

test(`hooks are those of this Node: ${hasSyncHooks ? 'in this thread' : 'in a thread of their own'}`, async (t) => {
  const project = new Project({
    'app.ts': 'function* f(): Generator<undefined, void> { yield }\nconsole.log(f.constructor === (function* () {}).constructor)\n',
  })
  const { stdout, stderr } = await run(project, 'app.ts')
  t.is(stdout, 'true\n', stderr)
  t.is(stderr, '')
})
