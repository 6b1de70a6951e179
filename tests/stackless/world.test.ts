// runMain, its errors, and what is ours in stillframe/stackless.

import test from 'ava'
import { capture, check, describe, restore } from '@stillframe/snapshot'
import { channel as modernChannel, Scheduler, sleep } from '@stillframe/runtime'
import {
  call, channel, checkpoint, getCurrent, getMain, getRuncount, getWaiter, run, runMain, RuntimeError, schedule, setChannelCallback, setErrorHandler, switchTrap, tasklet, type Tasklet,
} from '@stillframe/stackless'
import { load } from '../compiler/load.ts'

/** The error of an operation that must throw. */
function* thrownBy(operation: Iterable<unknown>): Generator<unknown, RuntimeError, unknown> {
  try {
    yield* operation
  } catch (error) {
    return error as RuntimeError
  }
  throw new Error('nothing was thrown')
}

test('runMain gives what main returns, and throws what it throws', (t) => {
  t.is(runMain(function* () { return 7 }), 7)
  t.throws(() => runMain(function* () { throw new RangeError('mine') }), { instanceOf: RangeError, message: 'mine' })
  t.is(runMain(function* () { return (yield* schedule('back')) as string }), 'back')
})

test('outside of runMain nothing of it works', (t) => {
  for (const attempt of [getCurrent, getMain, () => tasklet(() => {}).setup(), () => switchTrap(1)]) {
    t.throws(attempt, { instanceOf: RuntimeError, code: 'STACKLESS_NOT_RUNNING' })
  }
  t.is(getWaiter(), null)
})

test('an operation of Stackless in a tasklet of the modern API throws there', (t) => {
  const scheduler = new Scheduler()
  let code = ''
  scheduler.spawn(function* () {
    try {
      yield* schedule()
    } catch (error) {
      code = (error as RuntimeError).code
    }
  })
  scheduler.run()
  t.is(code, 'STACKLESS_NOT_RUNNING')
})

test('an operation of the modern API in a tasklet of Stackless throws there', (t) => {
  const ch = modernChannel()
  const messages = runMain(function* () {
    const found: string[] = []
    for (const operation of [sleep(5), ch.receive(), (function* () { yield 5 })()]) {
      try {
        yield* operation as Iterable<unknown>
      } catch (error) {
        t.is((error as RuntimeError).code, 'STACKLESS_FOREIGN_OPERATION')
        found.push((error as Error).message)
      }
    }
    return found
  })
  t.is(messages.length, 3)
  t.regex(messages[1] as string, /can't wait for receive on a channel/)
})

test('the same in a native frame: there, too, what is not ours is no schedule()', (t) => {
  const codes = runMain(function* () {
    return [sleep(5), undefined].map((operation) => call(function* () {
      try {
        if (operation === undefined) yield
        else yield* operation as Iterable<unknown>
        return ''
      } catch (error) {
        return (error as RuntimeError).code
      }
    }))
  })
  t.deepEqual(codes, ['STACKLESS_FOREIGN_OPERATION', '']) // nobody else is there to switch to
})

test('an async generator function is no body of a tasklet', (t) => {
  async function* stream() { yield 7 }
  const refusal = { code: 'NOT_A_GENERATOR', message: /^a tasklet's body must be a generator function: "stream" gives an async generator/ }
  t.throws(() => runMain(stream as never), refusal)
  runMain(function* () {
    for (const prepare of [() => {}, () => setErrorHandler(stream)]) {
      prepare()
      const one = tasklet(stream).setup()
      const error = yield* thrownBy(run())
      t.is(error.code, refusal.code)
      t.regex(error.message, refusal.message)
      t.false(one.alive)
    }
  })
})

test('a tasklet that another program has in its ring is refused', (t) => {
  runMain(function* () {
    const mine = tasklet(function* () {}).setup()
    t.throws(() => runMain(function* () { yield* mine.run() }), { code: 'STACKLESS_OTHER_THREAD' })
    t.throws(() => runMain(function* () { yield* getCurrent().kill() }), { message: 'the tasklet was killed' })
    mine.remove()
    runMain(function* () { yield* mine.run() })
    t.false(mine.alive)
    yield* run()
  })
})

test('when main ends, the others are dropped and run no finally', (t) => {
  let finals = 0
  runMain(function* () {
    tasklet(function* () {
      try {
        yield* schedule()
      } finally {
        finals++
      }
    }).setup()
    yield* schedule()
  })
  t.is(finals, 0)
})

test('an error in the channel callback is that of the operation, which has done nothing', (t) => {
  runMain(function* () {
    const ch = channel()
    tasklet(function* () { yield* ch.send(1) }).setup()
    yield* run()
    setChannelCallback(() => { throw new RangeError('in the callback') })
    try {
      yield* ch.receive()
      t.fail()
    } catch (error) {
      t.is((error as Error).message, 'in the callback')
    }
    setChannelCallback(null)
    t.is(ch.balance, 1)
    t.is(yield* ch.receive(), 1)
    yield* run()
  })
})

test('a tasklet that ends under the switch trap ends', (t) => {
  runMain(function* () {
    const one = tasklet(() => { switchTrap(1) }).setup()
    yield* run()
    t.false(one.alive)
    switchTrap(-1)
  })
})

test('a hard timeout takes a tasklet out between two operations, with its answer', (t) => {
  runMain(function* () {
    const got: unknown[] = []
    const ch = channel<number>()
    ch.preference = 1
    for (let i = 0; i < 5; i++) yield* tasklet(function* () { yield* ch.send(i) }).setup().run()
    ch.preference = -1
    const one = tasklet(function* () { for (let i = 0; i < 5; i++) got.push(yield* ch.receive()) }).setup()
    one.setAtomic(false)
    const victims: unknown[] = []
    for (let i = 0; i < 9; i++) {
      const victim: Tasklet | undefined = yield* run({ timeout: 2 })
      if (victim === undefined) break
      victims.push(victim)
      victim.insert()
    }
    t.deepEqual(got, [0, 1, 2, 3, 4])
    t.true(victims.length >= 2 && victims.includes(one))
    t.is(yield* checkpoint(), undefined)
  })
})

test('a hundred thousand switches of two tasklets are done in one loop', (t) => {
  runMain(function* () {
    let switches = 0
    for (let i = 0; i < 2; i++) tasklet(function* () { for (let j = 0; j < 100_000; j++) { switches++; yield } }).setup()
    yield* run()
    t.is(switches, 200_000)
  })
})

test('an error of `until` is thrown where run() was called, whoever leaves or ends', (t) => {
  const log: string[] = []
  runMain(function* () {
    const until = (): never => { throw new RangeError(`until ${log.at(-1)}`) }
    tasklet(() => { log.push('one') }).setup()
    tasklet(function* () {
      log.push('two')
      yield
      log.push('two ends')
    }).setup()
    tasklet(() => { log.push('three') }).setup()
    for (const name of ['one', 'two', 'three', 'two ends']) {
      t.is((yield* thrownBy(run({ until }))).message, `until ${name}`)
      t.is(log.at(-1), name)
    }
    t.is(getRuncount(), 1)
    t.is(yield* run({ until }), undefined)
  })
})

test('an error of `until` waits for the switch at which run() can return', (t) => {
  const seen: string[] = []
  runMain(function* () {
    tasklet(function* () { switchTrap(1) }).setup()
    tasklet(function* () {
      switchTrap(-1)
      seen.push('the next one')
      yield
      t.fail()
    }).setup()
    seen.push((yield* thrownBy(run({ until: () => { throw new RangeError(`until ${seen.length}`) } }))).message)
  })
  t.deepEqual(seen, ['the next one', 'until 0'])
})

test('where a tasklet and `until` both throw, run() throws the error of the tasklet, and the other is reported', (t) => {
  const reported: unknown[] = []
  runMain(function* () {
    tasklet(() => { throw new RangeError('the tasklet\'s') }).setup()
    t.is((yield* thrownBy(run({ until: () => { throw new RangeError('until') } }))).message, 'the tasklet\'s')
  }, { onMishap: (error) => reported.push((error as Error).message) })
  t.deepEqual(reported, ['until'])
})

test('a hard timeout gives its tasklet though `until` has thrown, and that is reported', (t) => {
  const reported: unknown[] = []
  runMain(function* () {
    tasklet(() => { switchTrap(1) }).setup()
    const one = tasklet(function* () {
      switchTrap(-1)
      for (;;) yield* checkpoint()
    }).setup()
    t.is(yield* run({ timeout: 5, until: () => { throw new RangeError('until') } }), one)
  }, { onMishap: (error) => reported.push((error as Error).message) })
  t.deepEqual(reported, ['until'])
})

test('a hard timeout gives the tasklet it has taken out, and asks `until` no more', (t) => {
  let asked = 0
  runMain(function* () {
    const one = tasklet(function* () { for (;;) yield* checkpoint() }).setup()
    t.is(yield* run({ timeout: 5, until: () => ++asked > 0 }), one)
  })
  t.is(asked, 0)
})

test('a limit that is reached as run() returns anyhow does not shorten the next run()', (t) => {
  const log: string[] = []
  runMain(function* () {
    for (const name of ['one', 'two']) {
      tasklet(() => { log.push(name) }).setup()
      yield* run({ until: () => true })
      log.push('back')
    }
  })
  t.deepEqual(log, ['one', 'back', 'two', 'back'])
})

test('a tasklet that is bound anew inside of run() with a timeout is not the one that is woken', (t) => {
  const seen: string[] = []
  runMain(function* () {
    const inner = tasklet(function* () { yield* run({ timeout: 3 }) }).setup()
    yield* inner.run()
    inner.bind()
    for (let i = 0; i < 20; i++) yield* checkpoint()
    seen.push('main goes on')
  })
  t.deepEqual(seen, ['main goes on'])
})

test('main is never bound to another function without arguments', (t) => {
  const codes: unknown[] = []
  runMain(function* () {
    tasklet(function* () {
      try {
        getMain().bind(function* other() {})
      } catch (error) {
        codes.push((error as RuntimeError).code)
      }
    }).setup()
    yield* run()
  })
  t.deepEqual(codes, ['STACKLESS_BIND'])
})

test('to look whether a snapshot can be restored puts nobody into a channel of the host', async (t) => {
  const { reader } = await load<{ reader: (inbox: object) => Generator }>('export function* reader(inbox) { return yield* inbox.receive() }', 'reader.js')
  runMain(function* () {
    const inbox = channel<number>()
    const waiting = tasklet(reader).setup(inbox)
    yield* run()
    const permanents = { inbox }
    const text = capture(waiting, { permanents, skip: (other) => other !== waiting })
    yield* waiting.kill()
    check(text, { permanents })
    t.is(inbox.balance, 0)
    const copy = restore(text, { permanents }) as Tasklet
    t.is(inbox.balance, -1)
    yield* inbox.send(42)
    t.false(copy.alive)
  })
})

test('a tasklet is saved inside an atomic block, and the block ends in the copy as in the original', async (t) => {
  const { called, declared } = await load<Record<string, () => Generator>>(`
    import { atomic, scheduleRemove } from ${JSON.stringify(import.meta.resolve('@stillframe/stackless'))}
    export function* called() {
      const block = atomic()
      try {
        yield* scheduleRemove()
      } finally {
        block[Symbol.dispose]()
      }
      yield* scheduleRemove()
    }
    export function* declared() {
      {
        using block = atomic()
        yield* scheduleRemove()
      }
      yield* scheduleRemove()
    }
  `, 'atomic.js')
  runMain(function* () {
    for (const body of [called, declared]) {
      for (const before of [false, true]) {
        const original = tasklet(body).setup()
        original.setAtomic(before)
        yield* run()
        const text = capture(original)
        t.notRegex(text, /nodejs/) // what versions of Node call the symbol is not in it
        for (const one of [restore(text) as Tasklet, original]) {
          t.true(one.atomic)
          yield* one.run()
          t.true(one.paused)
          t.is(one.atomic, before)
        }
      }
    }
  })
})

test('a snapshot of tasklets and their channel is described', async (t) => {
  const { receiver, sender, idle } = await load<Record<string, (...args: never[]) => Generator>>(`
    import { scheduleRemove } from ${JSON.stringify(import.meta.resolve('@stillframe/stackless'))}
    export function* receiver(inbox) { return yield* inbox.receive() }
    export function* sender(outbox, value) { yield* outbox.send(value) }
    export function* idle() { yield* scheduleRemove() }
  `, 'described.js')
  runMain(function* () {
    const [inbox, outbox, closed] = [channel(), channel(), channel()]
    closed.close()
    const all = [tasklet(receiver).setup(inbox), tasklet(receiver).setup(inbox), tasklet(sender).setup(outbox, 5), tasklet(idle).setup(), tasklet(idle), tasklet(idle, [])]
    yield* run()
    const { tasklets, channels, root } = describe(capture([...all, closed]))
    t.deepEqual(tasklets.map(({ id, name, status, waitsFor, frames }) => [id, name, status, waitsFor, frames[0]?.label]), [
      [0, 'receiver', 'parked', 'receive on a channel', 'receive#1'],
      [0, 'receiver', 'parked', 'receive on a channel', 'receive#1'],
      [0, 'sender', 'parked', 'send on a channel', 'send#1'],
      [0, 'idle', 'paused', '', 'scheduleRemove#1'],
      [0, 'idle', 'done', '', undefined],
      [0, 'idle', 'paused', '', undefined],
    ])
    t.deepEqual(channels.map(({ closed, balance, waiting }) => [closed, balance, waiting.join()]).sort(), [
      [false, -2, 'receiver,receiver'], [false, 1, 'sender'], [true, 0, ''],
    ])
    t.regex(root, /^\[tasklet "receiver", /)
  })
})
