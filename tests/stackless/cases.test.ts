// The numbered cases of Stackless' unit tests (T), of its portable test suite (S) of CCP's scheduler (C) and of pickling (P): each run
// natively and compiled, as the main tasklet and inside a tasklet. After each, the invariants of Stackless' own base class.
//
//   CA1. A name begins with the number of the case. A case that is not run in all four ways says why in LIMITS.
//   CA2. A number without a case is in reasons.ts, with a reason.

import test, { type ExecutionContext } from 'ava'
import { compile } from '@stillframe/compiler'
import { capture, restore } from '@stillframe/snapshot'
import { channel, getCurrent, getMain, getRuncount, getWaiterCount, runMain, setChannelCallback, setErrorHandler, setScheduleCallback, switchTrap, tasklet, type Tasklet } from '@stillframe/stackless'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Case, Cases, Check } from './case.ts'
import { LIMITS, NUMBERS, REASONS } from './reasons.ts'

const folder = new URL('cases/', import.meta.url)
const out = new URL('.out/', import.meta.url)
const files = readdirSync(folder).filter((file) => file.endsWith('.ts')).sort()

interface Loaded {
  cases: Cases
  /** Cases that capture and restore: compiled only. */
  pickles?: boolean
}

async function compiled(file: string): Promise<Loaded> {
  const url = new URL(file, folder)
  const { code } = compile(readFileSync(url, 'utf8'), {
    id: `tests/stackless/cases/${file}`, filename: fileURLToPath(url), runtime: import.meta.resolve('@stillframe/runtime/abi'), sourceMap: false,
  })
  const linked = code
    .replaceAll(/(['"])(@stillframe\/\w+)\1/g, (_, __, name: string) => JSON.stringify(import.meta.resolve(name)))
    .replaceAll(/(['"])(\.\.\/\w+\.ts)\1/g, (_, __, name: string) => JSON.stringify(new URL(name, url).href))
  const target = new URL(file.replace(/ts$/, 'js'), out)
  mkdirSync(out, { recursive: true })
  writeFileSync(target, linked)
  return await import(target.href) as Loaded
}

/** Stackless' base class: what holds before and after each test; what is left over is killed. */
function* guarded(t: Check, body: Case): Generator<unknown, void, unknown> {
  t.is(getRuncount(), 1, 'runcount before')
  const waiters = getWaiterCount()
  yield* body(t)
  t.is(setErrorHandler(null), null, 'the error handler after')
  t.is(setScheduleCallback(null), null, 'the schedule callback after')
  t.is(setChannelCallback(null), null, 'the channel callback after')
  t.is(switchTrap(0), 0, 'the switch trap after')
  const current = getCurrent()
  for (let i = 0; i < 100 && current.next !== current; i++) yield* (current.next as Tasklet).kill()
  t.is(getRuncount(), 1, 'runcount after')
  t.is(getWaiterCount(), waiters, 'the stack of waiters after')
}

function play(body: Case, check: Check, inTasklet: boolean): void {
  if (!inTasklet) {
    runMain(function* () { yield* guarded(check, body) })
    return
  }
  runMain(function* () {
    const done = channel<{ error?: unknown }>()
    done.preference = 1
    tasklet(function* () {
      let result = {}
      try {
        yield* guarded(check, body)
      } catch (error) {
        result = { error }
      }
      yield* done.send(result)
    }).setup()
    const result = yield* done.receive()
    check.is(getCurrent(), getMain())
    if ('error' in result) throw result.error
  })
}

function checkOf(t: ExecutionContext, isCompiled: boolean, inTasklet: boolean): Check {
  return {
    is: (a, b, m) => t.is(a, b, m), deepEqual: (a, b, m) => t.deepEqual(a, b, m), true: (a, m) => t.is(Boolean(a), true, m),
    false: (a, m) => t.is(Boolean(a), false, m), regex: (a, b, m) => t.regex(a, b, m), fail: (m) => t.fail(m),
    compiled: isCompiled, inTasklet,
    pickle: (value) => restore(capture(value)) as typeof value,
    capture: (value, options) => capture(value, options),
    restore: (text, options) => restore(text, options),
  }
}

const numbersOf = (name: string): string[] => /^((?:[TSCP]\d+ )+)/.exec(name)?.[1]?.trim().split(' ') ?? ['']
const found = new Set<string>()

const loaded: [string, Loaded][] = []
for (const file of files) {
  const native = await import(new URL(file, folder).href) as Loaded
  if (native.pickles !== true) loaded.push(['native', native])
  loaded.push(['compiled', await compiled(file)])
}

for (const [mode, { cases }] of loaded) {
  for (const [name, body] of Object.entries(cases)) {
    for (const number of numbersOf(name)) found.add(number)
    for (const place of ['main', 'tasklet']) {
      const limit = LIMITS[numbersOf(name)[0] as string]
      if (limit?.only !== undefined && limit.only !== mode && limit.only !== place) continue
      test(`[${mode}, ${place}] ${name}`, (t) => play(body, checkOf(t, mode === 'compiled', place === 'tasklet'), place === 'tasklet'))
    }
  }
}

test('every number has a case, or a reason why not', (t) => {
  t.false(found.has(''), 'a case has no number')
  const missing = NUMBERS.filter((number) => !found.has(number) && REASONS[number] === undefined)
  const idle = [...Object.keys(REASONS).filter((number) => found.has(number)), ...[...found].filter((number) => !NUMBERS.includes(number))]
  t.deepEqual(missing, [])
  t.deepEqual(idle, [])
})
