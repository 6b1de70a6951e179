// The corpus of edits: each with the verdict it must get and, where the frame goes on, what the program gives in the end.

import test, { type ExecutionContext } from 'ava'
import { archived } from './archived.ts'
import { classes } from './classes.ts'
import { channel, Scheduler } from '@stillframe/runtime'
import { capture, restore } from '@stillframe/snapshot'
import { archiveOf, deploy, load, unload, type Case } from './deploy.ts'
import { functions } from './functions.ts'
import { labels } from './labels.ts'
import { locals } from './locals.ts'
import { remedies } from './remedies.ts'
import { scopes } from './scopes.ts'

async function holds(t: ExecutionContext, one: Case): Promise<void> {
  const { verdicts, checked, error, output, failure } = await deploy(one, archiveOf)
  const about = (id: string): boolean => id.endsWith(`#${one.of ?? 'main'}`)
  if (one.verdict === 'refused' && (one.remedy === undefined || one.output === undefined)) {
    t.truthy(error, `it went on, with ${String(output)} and ${JSON.stringify(verdicts)}`)
    t.regex(error?.message ?? '', one.says ?? /./)
    t.true(checked.error !== undefined || checked.verdicts.some(({ change }) => change === 'refused'), 'check says so too')
    return
  }
  t.is(error, undefined)
  if (one.remedy === undefined) t.is(failure, undefined)
  const mine = verdicts.filter((verdict) => about(verdict.function))
  t.is((mine[0]?.change as string | undefined) ?? 'same', one.verdict as string)
  if (one.details !== undefined) t.regex(mine[0]?.details ?? '', one.details)
  if (one.remedy === undefined) t.deepEqual(checked.verdicts.map(({ change, path }) => `${change} ${path}`), verdicts.map(({ change, path }) => `${change} ${path}`))
  t.deepEqual(output, one.output)
}

const cases = [...locals, ...labels, ...functions, ...scopes, ...classes, ...remedies, ...archived]
for (const one of cases) test(`${one.name}: ${one.verdict}`, holds, one)

test('there are at least 40 edits, each with a name of its own', (t) => {
  t.true(cases.length >= 40)
  t.is(new Set(cases.map(({ name }) => name)).size, cases.length)
})

// What would take minutes if the way to each frame were looked for.
test('a migration of many frames takes as long as they are many', async (t) => {
  const text = 'export function* main(n, inbox) { const x = yield* inbox.receive(); return n + x }'
  const { main } = await load(text, 'many/') as { main: never }
  const scheduler = new Scheduler({ clock: 'virtual' })
  const inboxes = Array.from({ length: 20_000 }, () => channel<number>())
  for (const [i, inbox] of inboxes.entries()) scheduler.spawn(main, ...([i, inbox] as never[]))
  scheduler.run()
  const saved = capture(scheduler)
  unload('many/')
  await load(text.replace('const x', 'const by = Math.max(n)\n const x').replace('n + x', 'n + x + by'), 'many/')
  let calls = 0
  const copy = restore<Scheduler>(saved, { migrations: [{ function: 'many/main.ts#main', migrate: () => ({ by: ++calls }) }] })
  unload('many/')
  t.is(calls, 20_000)
  t.is(copy.alive, 20_000)
})
