import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { decodeRecord, encodeRecord } from '@stillframe/durable'
import test from 'ava'
import { Project } from './project.ts'

const waiting = `import { sleep } from 'stillframe'

export default function* (...names: string[]) {
  const greeting = 'hello'
  console.log('waits')
  yield* sleep(60_000)
  console.log('woke')
  return \`\${greeting} \${names.join(' and ')}\`
}
`

/** Starts the program and stops it while it waits. */
async function parked(project: Project, signal: NodeJS.Signals, ...args: string[]): Promise<{ code: number | null; stderr: string }> {
  const { child, ended, shown } = project.start(['run', 'wait.ts', '--verbose', ...args])
  await shown('commit 1')
  child.kill(signal)
  return ended
}

test('SIGTERM and SIGINT stop after the last commit, and the next start goes on', async (t) => {
  const project = new Project({ 'wait.ts': waiting })
  const stopped = await parked(project, 'SIGTERM', '--', 'Ada', 'Bob')
  t.is(stopped.code, 143)
  t.regex(stopped.stderr, /is stopped after commit 1/)
  t.regex((await project.cli('ls')).stdout, /^wait +parked +1 /m)
  const { child, ended, shown } = project.start(['run', 'wait.ts'])
  await shown('goes on')
  child.kill('SIGINT')
  const again = await ended
  t.is(again.code, 130)
  t.is(again.stdout, '')
  t.regex(again.stderr, /wait goes on after commit 1/)
})

test('while it runs, it is shown as running, and can neither be removed nor run twice', async (t) => {
  const project = new Project({ 'wait.ts': waiting })
  const { child, ended, shown } = project.start(['run', 'wait.ts', '--verbose', '--', 'Ada'])
  await shown('commit 1')
  const twice = await project.cli('run', 'wait.ts')
  t.is(twice.code, 1)
  t.regex(twice.stderr, new RegExp(`pid ${child.pid} \\[LOCKED\\]\\nhint: .*kill ${child.pid}`))
  t.regex((await project.cli('rm', 'wait')).stderr, /\[LOCKED\]/)
  t.regex((await project.cli('ls')).stdout, new RegExp(`running \\(pid ${child.pid}\\)`))
  child.kill('SIGKILL')
  await ended
  const listed = JSON.parse((await project.cli('ls', '--json')).stdout) as object[]
  t.like(listed[0], { id: 'wait', state: 'parked', pid: null, status: 'running', module: 'wait.ts', args: ['Ada'] })
  t.is((await project.cli('rm', 'wait')).code, 0)
  t.is((await project.cli('ls', '--json')).stdout, '[]\n')
})

test('show prints where every tasklet stands and what it holds', async (t) => {
  const project = new Project({ 'wait.ts': waiting, 'quick.ts': 'export default function* () {}\n' })
  await parked(project, 'SIGKILL', '--', 'Ada')
  const { code, stdout } = await project.cli('show', 'wait')
  t.is(code, 0)
  t.regex(stdout, /wait\.ts:6/)
  t.regex(stdout, /yield\* sleep\(60_000\)/)
  t.regex(stdout, /greeting.*hello/)
  t.regex(stdout, /names.*Ada/)
  t.regex(stdout, /sleep of 60000 ms/)
  const json = JSON.parse((await project.cli('show', 'wait', '--json')).stdout) as { id: string }
  t.is(json.id, 'wait')
  t.is((await project.cli('run', 'quick.ts', '--id', 'a.json')).code, 0)
  t.regex((await project.cli('show', 'a.json')).stdout, /a\.json/)
})

test('a damaged state is refused, and --from-previous goes on from the one before', async (t) => {
  const project = new Project({
    'steps.ts': `import { effect } from 'stillframe/durable'
export const handlers = { step: (n: number) => n }
export default function* () {
  let sum = 0
  for (let i = 1; i <= 5; i++) sum += yield* effect<number>('step', i)
  return sum
}
`,
  })
  t.is((await project.cli('run', 'steps.ts')).stdout, '15\n')
  const state = project.path('.stillframe/steps/state')
  const whole = readFileSync(state, 'utf8')
  writeFileSync(state, whole.slice(0, -3))
  for (const argv of [['run', 'steps.ts'], ['show', 'steps']]) {
    const { code, stderr } = await project.cli(...argv)
    t.is(code, 1)
    t.regex(stderr, /^error: .*steps.state is damaged.*\[STORE_DAMAGED\]\nhint: .*previous.*--from-previous/)
  }
  t.regex((await project.cli('ls')).stdout, /steps +damaged/)
  const back = await project.cli('run', 'steps.ts', '--from-previous')
  t.is(back.stdout, '15\n', back.stderr)
})

test('a state that is a link to nothing is damaged, and no process is begun in its place', async (t) => {
  const project = new Project({ 'wait.ts': waiting, '.stillframe/wait/README': '' })
  symlinkSync('gone', project.path('.stillframe/wait/state'))
  t.regex((await project.cli('ls')).stdout, /wait +damaged .*link to a file that is not there/)
  for (const argv of [['show', 'wait'], ['run', 'wait.ts']]) t.regex((await project.cli(...argv)).stderr, /link to a file that is not there \[STORE_DAMAGED\]\nhint: /)
})

test('what a state says is shown as plain text', async (t) => {
  const project = new Project({ 'wait.ts': waiting })
  await parked(project, 'SIGKILL', '--', '\u009b2J')
  const state = project.path('.stillframe/wait/state')
  const { header, snapshot } = decodeRecord(readFileSync(state, 'utf8'), state)
  writeFileSync(state, encodeRecord({ ...header, module: 'a\u001b[2J\n\u202e.ts' }, snapshot))
  const listed = await project.cli('ls')
  t.true(listed.stdout.endsWith(' a\\u001b[2J\\u000a\\u202e.ts\n'), listed.stdout)
  const shown = await project.cli('show', 'wait')
  t.true(shown.stdout.startsWith('wait  parked  a\\u001b[2J\\u000a\\u202e.ts  "\\u009b2J"\n'), shown.stdout)
  t.regex(shown.stdout, /names = .*\\u009b2J/)
  const run = await project.cli('run', 'wait.ts')
  t.regex(run.stderr, /runs a\\u001b\[2J/)
  for (const { stdout, stderr } of [listed, shown, run]) t.notRegex(stdout + stderr, /(?!\n)[\p{Cc}\u202e]/u)
})

test('a state of another format or snapshot version is refused and left as it is', async (t) => {
  const project = new Project({ 'wait.ts': waiting })
  await parked(project, 'SIGKILL')
  const state = project.path('.stillframe/wait/state')
  const text = readFileSync(state, 'utf8')
  const { header, snapshot } = decodeRecord(text, state)
  const others: [string, RegExp][] = [
    [text.replace('stillframe-process 1', 'stillframe-process 9'), /format 9.*\[STORE_VERSION\]\nhint: /],
    [encodeRecord(header, snapshot.replace('{"stillframe":3', '{"stillframe":7')), /version 7.*\[VERSION\]\nhint: /],
  ]
  for (const [other, message] of others) {
    writeFileSync(state, other)
    const { code, stderr } = await project.cli('run', 'wait.ts')
    t.is(code, 1)
    t.regex(stderr, message)
    t.is(readFileSync(state, 'utf8'), other)
  }
})

test('a value that can not be saved is named with its path and cure', async (t) => {
  const project = new Project({
    'holds.ts': 'import { sleep } from \'stillframe\'\nexport default function* () {\n  const socket = new WeakMap()\n  yield* sleep(5000)\n  return socket\n}\n',
  })
  const { code, stderr } = await project.cli('run', 'holds.ts')
  t.is(code, 1)
  t.regex(stderr, /^error: .*holds\.ts:4.*socket.*WeakMap.*\[[A-Z_]+\]\nhint: .*permanent/)
})

test('a program that has changed so that its frames can not go on is refused, and the state is left as it is', async (t) => {
  const project = new Project({ 'wait.ts': waiting })
  await parked(project, 'SIGKILL')
  const state = project.path('.stillframe/wait/state')
  const before = readFileSync(state, 'utf8')
  project.write({ 'wait.ts': waiting.replace('yield* sleep(60_000)', 'yield').replace('const greeting', 'const words').replace('{greeting}', '{words}') })
  const { code, stderr } = await project.cli('run', 'wait.ts')
  t.is(code, 1)
  t.regex(stderr, /^error: .*\[[A-Z_]+\]/)
  t.is(readFileSync(state, 'utf8'), before)
  // Mended, it goes on.
  project.write({ 'wait.ts': waiting })
  const { child, ended, shown } = project.start(['run', 'wait.ts'])
  await shown('goes on')
  child.kill('SIGTERM')
  t.regex((await ended).stderr, /goes on after commit 1/)
})

test('a process does not go on in another file', async (t) => {
  const project = new Project({ 'wait.ts': waiting, 'other.ts': waiting })
  await parked(project, 'SIGKILL')
  t.regex((await project.cli('run', 'other.ts', '--id', 'wait')).stderr, /runs wait\.ts, not other\.ts \[OTHER_PROGRAM\]\nhint: /)
})
