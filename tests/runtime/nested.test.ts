import test from 'ava'
import { channel, schedule, sleep, type Scheduler, current } from '@stillframe/runtime'
import { call } from '@stillframe/runtime/interop'
import { delegate, generatorFunction, type Frame, type FunctionRecord } from '@stillframe/runtime/abi'
import { play, type Task } from './world.ts'

test('call runs a body to its end within a callback', (t) => {
  function* twice(n: number): Task<number> { return n * 2 }
  t.deepEqual(play(function* (): Task<number[]> { return [1, 2].map((n) => call(twice, n)) }), [2, 4])
})

test('waiting within a callback is refused by the name of the native frame', (t) => {
  const bodies: (() => Task<unknown>)[] = [
    function* () { return yield },
    function* () { return yield* schedule() },
    function* () { return yield* sleep(1) },
    function* () { return yield* channel<number>().receive() },
    function* () { return yield* channel<number>().send(1) },
  ]
  for (const body of bodies) {
    const error = t.throws(() => play(function* (): Task<unknown> { return [1].map(() => call(body)) }), { code: 'NATIVE_FRAME' })
    t.regex((error as Error).message, /"Array\.map"/)
  }
})

test('operations that need not wait work within a callback', (t) => {
  t.is(play(function* (): Task<number> {
    const box = channel<number>(1)
    ;[7].forEach((n) => call(function* (): Task { yield* box.send(n) }))
    return yield* box.receive()
  }), 7)
})

test('an operation that comes out of a delegate frame is performed within a callback', (t) => {
  t.deepEqual(play(function* (): Task<number[]> {
    const box = channel<number>(1)
    yield* box.send(9)
    function* foreign(): Task<number> { return yield* box.receive() }
    const delegating = generatorFunction(delegatingRecord(() => delegate(foreign()) as Frame), []) as () => Task<number>
    return [1].map(() => call(delegating))
  }), [9])
})

/** A compiled generator function whose frame is the given one. */
function delegatingRecord(enter: () => Frame): FunctionRecord {
  return { id: 'test#delegating', kind: 'generator', name: 'delegating', length: 0, captures: [], make: () => enter, code: null }
}

test('no native frame is in between after an error', (t) => {
  t.is(play(function* (): Task<string | null> {
    try {
      ;[1].map(() => call(function* (): Task { throw new Error('x') }))
    } catch {}
    yield
    return (current().home as Scheduler).nativeFrame
  }), null)
})

test('call refuses what is no generator function', (t) => {
  t.throws(() => play(function* (): Task { call((() => 5) as never) }), { code: 'NOT_A_GENERATOR' })
})
