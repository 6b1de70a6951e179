import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import type { Body } from '@stillframe/runtime'
import { Process, runDurably, Store, type EffectHandler, type Outcome, type ProcessOptions } from '@stillframe/durable'
import { Disk } from './disk.ts'

await import('stillframe/register' as string)
const bodies = (await import('./programs/bodies.ts')) as unknown as Record<string, Body>

const folder = (): string => mkdtempSync(join(tmpdir(), 'stillframe-process-'))
const weigh = ({ term }: { term: string }): number => term.length

function options(name: string, more: Partial<ProcessOptions> = {}): ProcessOptions {
  return { store: Store.open(folder()), id: 'p', module: 'bodies.ts', body: bodies[name] as Body, ...more }
}

test('a process runs to its end, and its result is kept', async (t) => {
  const use = options('sum', { args: ['a', 'bb', 'ccc'], handlers: { weigh } })
  t.deepEqual(await runDurably(use), { status: 'done', result: 6 })
  const again = Process.open(use)
  t.true(again.resumed)
  t.deepEqual(again.outcome, { status: 'done', result: 6 })
  again.close()
  t.deepEqual(await runDurably({ ...use, handlers: { weigh: () => t.fail() } }), { status: 'done', result: 6 })
})

test('an effect begins only when the state that asks for it is committed', async (t) => {
  let asked = 0
  const use: ProcessOptions = options('sum', {
    args: ['a', 'bb'],
    handlers: {
      weigh: ({ term }: { term: string }) => {
        asked++
        const record = use.store.slot('p').read()
        t.is(record?.header.sequence, asked)
        t.true(record?.snapshot.includes(`"${term}"`))
        return 1
      },
    },
  })
  await runDurably(use)
  t.is(asked, 2)
})

test('a request is answered from outside by the id its handler was given', async (t) => {
  const ids: string[] = []
  const later = (_args: unknown, { id }: { id: string }): Promise<never> => {
    ids.push(id)
    return new Promise(() => {})
  }
  const durable = Process.open(options('sum', { args: ['a', 'bb'], handlers: { weigh: later } }))
  const ended = durable.run()
  await new Promise((resolve) => { setTimeout(resolve, 20) })
  t.throws(() => durable.complete('p-another/r1', 0), { code: 'NOT_PENDING' })
  durable.complete(ids[0] as string, 5)
  await new Promise((resolve) => { setTimeout(resolve, 20) })
  t.is(ids.length, 2)
  durable.fail(ids[1] as string, new Error('too heavy'))
  t.like(await ended, { status: 'failed' })
  durable.close()
})

test('an id is text, and who opens a process twice is told to close it', (t) => {
  t.throws(() => Process.open(options('sum', { id: 5 as never })), { code: 'PROCESS_ID' })
  const use = options('sum')
  const durable = Process.open(use)
  t.throws(() => Process.open(use), { code: 'LOCKED', message: /close\(\) it first/ })
  durable.close()
})

test('answers that arrive together are one commit', async (t) => {
  let commits = 0
  const waiting: (() => void)[] = []
  const ask = (name: string): Promise<string> => new Promise((resolve) => {
    waiting.push(() => resolve(name))
    if (waiting.length === 3) setTimeout(() => waiting.forEach((answer) => answer()), 1)
  })
  t.deepEqual(await runDurably(options('together', { handlers: { ask }, onCommit: () => commits++ })), { status: 'done', result: 'abc' })
  t.is(commits, 2)
})

test('a process that is stopped goes on where it was, and asks again under the same id', async (t) => {
  const ids: string[] = []
  const stop = new AbortController()
  const use = options('sum', { args: ['a', 'bb', 'ccc'] })
  const first = runDurably({
    ...use,
    signal: stop.signal,
    handlers: {
      weigh: ({ term }, { id }) => {
        ids.push(id)
        if (term !== 'bb') return term.length
        setTimeout(() => stop.abort(), 1)
        return new Promise(() => {})
      },
    },
  })
  t.deepEqual(await first, { status: 'stopped' })
  t.deepEqual(await runDurably({ ...use, handlers: { weigh: ({ term }, { id }) => { ids.push(id); return term.length } } }), { status: 'done', result: 6 })
  t.is(ids.length, 4)
  t.is(ids[1], ids[2])
  t.is(new Set(ids).size, 3)
})

test('two lives of one id never share an idempotency key', async (t) => {
  const ids: string[] = []
  const use = options('sum', { args: ['a'], handlers: { weigh: (_args, { id }) => { ids.push(id); return 1 } } })
  await runDurably(use)
  use.store.slot('p').remove()
  await runDurably(use)
  t.is(new Set(ids).size, 2)
})

test('whenever the disk breaks, the process goes on to the same result and nothing is done twice', async (t) => {
  let places = 0
  for (let n = 1; ; n++) {
    const disk = new Disk()
    const done = new Map<string, string>()
    const handlers: Record<string, EffectHandler> = {
      weigh: ({ term }, { id }) => {
        t.true(!done.has(id) || done.get(id) === term, 'one id, one effect')
        done.set(id, term)
        return term.length
      },
    }
    const use = (files: Disk): ProcessOptions => options('sum', { store: Store.open('/s', { files }), args: ['a', 'bb', 'ccc'], handlers })
    disk.breakAt = disk.calls + n
    try {
      t.deepEqual(await runDurably(use(disk)), { status: 'done', result: 6 })
      break
    } catch (problem) {
      t.regex((problem as { code: string }).code, /^STORE_/)
      places++
    }
    const before = new Map(done)
    for (const after of [disk.afterKill(), ...disk.afterStop()]) {
      for (const name of after.names.keys()) if (name.includes('/lock.')) after.names.delete(name) // the owner is dead
      done.clear()
      for (const [id, term] of before) done.set(id, term)
      const fresh = Store.open('/s', { files: after }).slot('p').read() === undefined
      t.deepEqual(await runDurably(use(after)), { status: 'done', result: 6 }, `broken at call ${n}`)
      if (!fresh) t.is(done.size, 3, `broken at call ${n}`)
    }
  }
  t.true(places > 20, `${places} places`)
})

test('a lock that can not be given back hides no error, and fails no run', async (t) => {
  class Keeping extends Disk {
    override remove(path: string): void {
      if (path.includes('/lock.')) throw Object.assign(new Error('EACCES: unlink'), { code: 'EACCES' })
      super.remove(path)
    }
  }
  const disk = new Keeping()
  const use = options('sum', { store: Store.open('/s', { files: disk }), args: ['a', 'bb'], handlers: { weigh } })
  t.deepEqual(await runDurably(use), { status: 'done', result: 3 })
  for (const name of disk.names.keys()) if (name.includes('/lock.')) disk.names.delete(name)
  t.throws(() => Process.open({ ...use, module: 'other.ts' }), { code: 'OTHER_PROGRAM' })
  disk.names.clear()
  const failing = runDurably({ ...use, onCommit: () => { disk.breakAt = disk.calls } })
  await t.throwsAsync(failing, { code: 'STORE_WRITE' })
})

test('a value that can not be saved is named, and the state before it is intact', async (t) => {
  const asked: string[] = []
  const use = options('unsavable', { handlers: { ask: (name: string) => { asked.push(name); return name } } })
  const error = await t.throwsAsync(runDurably(use))
  t.regex(error?.message ?? '', /socket/)
  t.regex(error?.message ?? '', /WeakMap/)
  t.deepEqual(asked, ['first'])
  t.is(use.store.slot('p').read()?.header.sequence, 1)
  t.is(use.store.slot('p').pid, undefined)
})

test('what only the host can make is a permanent, and is that of the host it goes on in', async (t) => {
  const world = globalThis as { testHost?: WeakMap<object, string> & { name?(): string } }
  const host = (name: string): WeakMap<object, string> => Object.assign(new WeakMap<object, string>(), { name: () => name })
  const stop = new AbortController()
  const use = options('holder')
  const first = world.testHost = host('first')
  const never = (): Promise<never> => { setTimeout(() => stop.abort(), 1); return new Promise(() => {}) }
  await runDurably({ ...use, permanents: { host: first }, handlers: { ask: never }, signal: stop.signal })
  t.deepEqual(await runDurably({ ...use, permanents: { host: host('second') }, handlers: { ask: () => 'x' } }), { status: 'done', result: 'second' })
})

test('an uncaught error fails the process; after a mend it goes on from the state before', async (t) => {
  let answer = 'bad'
  const use = options('fragile', { handlers: { ask: () => answer } })
  const failed = await runDurably(use)
  t.is(failed.status, 'failed')
  t.true((failed as { error: unknown }).error instanceof RangeError)
  const told = await runDurably(use) as Outcome & { status: 'failed' }
  t.is(told.status, 'failed')
  t.regex(String(told.error), /got something bad/)
  answer = 'good'
  t.deepEqual(await runDurably({ ...use, fromPrevious: true }), { status: 'done', result: 'good' })
})

test('a step back is taken only by who can go on from there, and what it has replaced is kept when it is repeated', async (t) => {
  const stop = new AbortController()
  const use = options('sum', { args: ['a', 'bb'] })
  const weighing: EffectHandler = ({ term }: { term: string }) => {
    if (term === 'a') return 1
    setTimeout(() => stop.abort(), 1)
    return new Promise(() => {})
  }
  t.deepEqual(await runDurably({ ...use, handlers: { weigh: weighing }, signal: stop.signal }), { status: 'stopped' })
  const states = (): string[] => ['state', 'previous', 'replaced'].flatMap((name) => {
    const file = join(use.store.slot('p').folder, name)
    return existsSync(file) ? [readFileSync(file, 'utf8')] : []
  })
  const [last, before] = states()
  t.throws(() => Process.open({ ...use, fromPrevious: true }), { code: 'NO_HANDLER' })
  t.deepEqual(states(), [last, before])
  for (let i = 0; i < 2; i++) {
    Process.open({ ...use, handlers: { weigh }, fromPrevious: true }).close()
    t.deepEqual(states(), [before, before, last])
  }
  t.is(use.store.slot('p').all().length, 3)
  t.deepEqual(await runDurably({ ...use, handlers: { weigh } }), { status: 'done', result: 3 })
})

test('two processes write one file at the same time, and it is always one of the texts', async (t) => {
  const file = join(folder(), 'shared.txt')
  const results = await Promise.all(['one', 'other'].map((id) => runDurably({ ...options('scribe', { args: [file] }), id })))
  t.deepEqual(results.map(({ status }) => status), ['done', 'done'])
  t.deepEqual(readdirSync(join(file, '..')), ['shared.txt'])
})

test('an error that nobody waits for fails the process and names its tasklet', async (t) => {
  const outcome = await runDurably(options('bystander', { handlers: { ask: () => 'bad' } }))
  t.like(outcome, { status: 'failed', tasklet: 'fragile' })
})

test('tasklets that nothing can wake are told', async (t) => {
  const use = options('deadlock', { handlers: { ask: () => 'x' } })
  const error = await t.throwsAsync(runDurably(use), { code: 'DEADLOCK' })
  t.regex(error?.message ?? '', /receive on a channel/)
  await t.throwsAsync(runDurably(use), { code: 'DEADLOCK' })
})

test('a process is done when its body is and nothing is under way', async (t) => {
  t.deepEqual(await runDurably(options('service')), { status: 'done', result: 'served' })
})

test('a timer that came due while nobody ran fires at once', async (t) => {
  const use = options('nap', { args: ['100000'] })
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 5)
  t.deepEqual(await runDurably({ ...use, signal: stop.signal }), { status: 'stopped' })
  const later = Date.now() + 100_000
  t.deepEqual(await runDurably({ ...use, clock: { now: () => later } }), { status: 'done', result: 'awake' })
})

test('a timer that is not due yet is waited for', async (t) => {
  t.deepEqual(await runDurably(options('nap', { args: ['20'] })), { status: 'done', result: 'awake' })
})

test('an effect that must not be repeated fails after a crash', async (t) => {
  const use = options('careful')
  const stop = new AbortController()
  const never = (): Promise<never> => { setTimeout(() => stop.abort(), 1); return new Promise(() => {}) }
  await runDurably({ ...use, signal: stop.signal, handlers: { once: { run: never, onRestore: 'fail' } } })
  const again = await runDurably({ ...use, handlers: { once: { run: () => t.fail(), onRestore: 'fail' } } })
  t.deepEqual(again, { status: 'done', result: 'REQUEST_LOST' })
})

test('files are read and written through effects', async (t) => {
  const at = folder()
  writeFileSync(join(at, 'in.txt'), 'text')
  await runDurably(options('copy', { args: [join(at, 'in.txt'), join(at, 'deep', 'out.txt')] }))
  t.is(readFileSync(join(at, 'deep', 'out.txt'), 'utf8'), 'TEXT')
})

test('a process that is never quiet is committed all the same, and can be stopped', async (t) => {
  const stop = new AbortController()
  let commits = 0
  const outcome = await runDurably(options('busy', { sliceMs: 2, signal: stop.signal, onCommit: () => { if (++commits === 3) stop.abort() } } as Partial<ProcessOptions>))
  t.is(outcome.status, 'stopped')
  t.true(commits >= 3)
})

test('a process can not go on in another program, or without the handler it waits for', async (t) => {
  const use = options('sum', { args: ['a'] })
  await stopped(t, use)
  t.throws(() => Process.open({ ...use, module: 'other.ts' }), { code: 'OTHER_PROGRAM', message: /bodies\.ts.*other\.ts/s })
  const moves = [{ module: 'bodies.ts', to: 'once.ts' }, { module: 'once.ts', to: 'twice.ts' }]
  t.throws(() => Process.open({ ...use, module: 'once.ts', migrations: moves }), { code: 'OTHER_PROGRAM' })
  t.throws(() => Process.open({ ...use, module: 'twice.ts', migrations: moves }), { code: 'NO_HANDLER' }, 'it may go on there')
  t.throws(() => Process.open(use), { code: 'NO_HANDLER', message: /weigh/ })
  t.deepEqual(await runDurably({ ...use, handlers: { weigh } }), { status: 'done', result: 1 })
})

test('a process that is open can not be opened again', async (t) => {
  const use = options('nap', { args: ['1'] })
  const opened = Process.open(use)
  t.throws(() => Process.open(use), { code: 'LOCKED' })
  t.throws(() => use.store.slot('p').remove(), { code: 'LOCKED' })
  opened.close()
  t.deepEqual(await runDurably(use), { status: 'done', result: 'awake' })
})

async function stopped(t: ExecutionContext, use: ProcessOptions): Promise<void> {
  const stop = new AbortController()
  const never = (): Promise<never> => { setTimeout(() => stop.abort(), 1); return new Promise(() => {}) }
  t.deepEqual(await runDurably({ ...use, handlers: { weigh: never }, signal: stop.signal }), { status: 'stopped' })
}
