// A deploy, with the command line: a process waits, the program changes, `check` says what becomes of it.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import test, { type ExecutionContext } from 'ava'
import { Project, type Answer } from './project.ts'

const before = `import { request } from 'stillframe'
export const handlers = { ask: () => {} }
export default function* main(who: string) {
  let total = 1
  const answer: number = (yield* request('ask', who)) as number
  total += answer
  return who + total
}
`
/** `ask` is never answered by this handler: the process waits for it. */
const waiting = before.replace('ask: () => {}', 'ask: () => new Promise(() => {})')
const answering = (text: string): string => text.replace('ask: () => {}', 'ask: () => 41')

/** A project with the process \`main\`, which waits. */
async function parked(files: Record<string, string> = {}): Promise<Project> {
  const project = new Project({ 'main.ts': waiting, ...files })
  const started = project.start(['run', 'main.ts', '--verbose', '--archive', 'code', '--', 'ada'])
  await started.shown('commit 1')
  started.child.kill('SIGTERM')
  await started.ended
  return project
}

const rowsOf = ({ stdout }: Answer): string[] => stdout.trim().split('\n').slice(1).map((line) => line.replace(/\s{2,}/g, ' | '))

function exits(t: ExecutionContext, answer: Answer, code: number): void {
  t.is(answer.code, code, `${answer.stdout}\n${answer.stderr}`)
}

test('check, run, show, diff, migrate and archive of a process whose program changes', async (t) => {
  const project = await parked()

  exits(t, await project.cli('check', 'main.ts'), 0)
  const shown = await project.cli('show', 'main', '--hashes')
  t.regex(shown.stdout, /main\s+main\.ts:5:\d+\s+at request#1 {2}shape \w+, body \w+/)
  t.regex(shown.stdout, /total = 1/)
  t.is((await project.cli('show', '.stillframe/main/state', '--hashes')).stdout.split('\n')[3], shown.stdout.split('\n')[3])

  // A wait that is gone: refused, by name, with what would help.
  project.write({ 'main.ts': answering(before).replace("request('ask', who)", "request('tell', who)").replace('const answer', 'try { yield } finally {}\n  const answer').replace('yield* request', 'yield* other').replace("'stillframe'", "'stillframe'\nconst other = request") })
  const refused = await project.cli('check', 'main.ts')
  exits(t, refused, 1)
  t.regex(rowsOf(refused)[0] ?? '', /^main \| main \| main\.ts#main \| request#1 \| refused \| there is no such label any more$/)
  t.regex(refused.stderr, /hint: .*other#1/)
  const json = JSON.parse((await project.cli('check', 'main.ts', '--json')).stdout) as { refused: boolean; checked: { verdicts: { change: string; tasklet: string }[] }[] }
  t.true(json.refused)
  t.like(json.checked[0]?.verdicts[0], { change: 'refused', tasklet: 'main' })
  exits(t, await project.cli('migrate', 'main.ts', '--dry-run'), 1)
  const failed = await project.cli('run', 'main.ts')
  t.regex(failed.stderr, /CODE_CHANGED/)

  // With the archive it ends on the code it was saved with.
  const versions = JSON.parse((await project.cli('archive', 'ls', '--dir', 'code', '--json')).stdout) as { id: string; needed: number }[]
  t.like(versions[0], { id: 'main.ts#main', needed: 1 })
  exits(t, await project.cli('check', 'main.ts', '--archive', 'code'), 0)

  // A wait in front is added, a variable renamed: declared, migrated, and it goes on.
  project.write({ 'main.ts': `${answering(before).replace('let total', 'yield\n  let total').replaceAll('total', 'sum')}export const migrations = [{ function: 'main.ts#main', slots: { total: 'sum' } }]\n` })
  const dry = await project.cli('migrate', 'main.ts', '--dry-run')
  exits(t, dry, 0)
  t.regex(dry.stdout, /main +migrated +tasklet "main".*total is sum/)
  t.regex(dry.stderr, /nothing was written/)
  writeFileSync(project.path('before.json'), readFileSync(project.path('.stillframe/main/state')))
  exits(t, await project.cli('migrate', 'main.ts'), 0)
  const changes = await project.cli('diff', 'before.json', 'main')
  exits(t, changes, 1)
  t.regex(changes.stdout, /- tasklet "main" > main > total: 1\n/)
  t.regex(changes.stdout, /\+ tasklet "main" > main > sum: 1\n/)
  exits(t, await project.cli('diff', 'before.json', 'before.json'), 0)
  t.regex((await project.cli('check', 'main.ts')).stdout, /same/)
  const done = await project.cli('run', 'main.ts')
  t.is(done.stdout.trim(), 'ada42', done.stderr)

  // Only `previous` needs the old version now; when the process is gone, nobody does.
  exits(t, await project.cli('archive', 'add', 'main.ts', '--dir', 'code'), 0)
  t.is(readdirSync(project.path('code/main.ts')).length, 2)
  await project.cli('rm', 'main')
  t.regex((await project.cli('archive', 'prune', '--dir', 'code', '--dry-run')).stderr, /2 would be removed/)
  t.regex((await project.cli('archive', 'prune', '--dir', 'code')).stderr, /2 removed/)
  t.deepEqual(readdirSync(project.path('code')), [])
})

test('a process whose code is gone ends on the archive, without code from strings', async (t) => {
  const project = await parked()
  project.write({ 'main.ts': answering(before).replace("yield* request('ask', who)", 'yield').replace('who + total', "'new'") })
  const bin = ['--disallow-code-generation-from-strings', 'node_modules/stillframe/bin/stillframe.js']
  const answer = await project.node([...bin, 'run', 'main.ts', '--archive', 'code'])
  t.is(answer.stdout.trim(), 'ada42', answer.stderr)
  t.regex(answer.stderr, /archived, it ends on the code it was saved with/)
})

test('the program decides what becomes of a tasklet that can not go on', async (t) => {
  const project = await parked()
  project.write({ 'main.ts': `${answering(before).replace("yield* request('ask', who)", 'yield').replace('who + total', "'new ' + who")}export const onRefusal = () => ({ restart: main, args: ['bob'] })\n` })
  const answer = await project.cli('run', 'main.ts')
  t.is(answer.stdout.trim(), 'new bob', answer.stderr)
})

test('a state that can not be read is refused by check, migrate and archive prune', async (t) => {
  const project = await parked()
  const state = project.path('.stillframe/main/state')
  const whole = readFileSync(state, 'utf8')
  for (const [text, code] of [[whole.slice(0, -3), 'STORE_DAMAGED'], [whole.replace(/^stillframe-process \d+/, 'stillframe-process 99'), 'STORE_VERSION']] as const) {
    writeFileSync(state, text)
    const checked = await project.cli('check', 'main.ts', '--json')
    exits(t, checked, 1)
    t.like(JSON.parse(checked.stdout), { refused: true, checked: [{ name: 'main', error: { code } }] })
    const migrated = await project.cli('migrate', 'main.ts')
    exits(t, migrated, 1)
    t.regex(migrated.stdout, /main +refused/)
    const pruned = await project.cli('archive', 'prune', '--dir', 'code')
    exits(t, pruned, 1)
    t.true(pruned.stderr.includes(`[${code}]`))
    const listed = await project.cli('archive', 'ls', '--dir', 'code', '--json')
    exits(t, listed, 0)
    t.like(JSON.parse(listed.stdout), [{ id: 'main.ts#main', needed: 0 }])
    t.regex(listed.stderr, /^warning: what main needs is not known: .*state /)
  }
  writeFileSync(state, whole)
  t.regex((await project.cli('archive', 'prune', '--dir', 'code')).stderr, /^0 removed/)
})

test('what can not be understood is told', async (t) => {
  const project = new Project({ 'main.ts': waiting, 'text.json': 'hello' })
  const codes = async (...args: string[]): Promise<string> => ((await project.cli(...args)).stderr.match(/\[([A-Z_]+)\]/)?.[1] ?? 'none')
  t.is(await codes('show', 'text.json'), 'SNAPSHOT_UNKNOWN')
  t.is(await codes('show', 'nothing.json'), 'SNAPSHOT_UNKNOWN')
  t.is(await codes('archive', 'burn'), 'USAGE')
  t.is(await codes('archive', 'add'), 'USAGE')
  t.is(await codes('archive', 'prune', 'code'), 'USAGE')
  t.is(await codes('check', 'nobody.ts'), 'FILE_UNKNOWN')
})
