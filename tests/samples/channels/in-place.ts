// Who may perform an operation in place, and who has to ask for it: a generator driven by hand hands its operations to whoever
// drives it; a callee, a step that goes on after a callee, one that catches, and one that is killed meanwhile do as they should.

import { type Channel, channel, current, Operation, spawn, TaskletExit } from 'stillframe'
import { log, type Task } from '../log.ts'

function* twice(box: Channel<number>): Generator<unknown, number, any> {
  return (yield* box.receive()) + (yield* box.receive())
}

function* byHand(box: Channel<number>): Task {
  const generator = twice(box)
  const asked = generator.next().value
  log(asked instanceof Operation, box.balance) // expect: true 1
  const one = yield* asked as Operation<number>
  const next = generator.next(one)
  const two = yield* next.value as Operation<number>
  log(generator.next(two)) // expect: { value: 3, done: true }
}

function* sender(box: Channel<number>, value: number): Task {
  yield* box.send(value)
}

/** Both are asked before either is performed: each sends its own value. */
function* twoByHand(box: Channel<number>): Task {
  const asked = [sender(box, 1), sender(box, 2)].map((generator) => generator.next().value as Operation<void>)
  for (const operation of asked) yield* operation
}

function* callee(box: Channel<number>): Generator<unknown, number, unknown> {
  return (yield* box.receive()) * 10
}

function* caller(box: Channel<number>): Task {
  const ten = yield* callee(box)
  const four = yield* box.receive()
  log(ten, four, yield* callee(box)) // expect: 30 4 50
  try {
    yield* box.receive()
  } catch (error) {
    log((error as Error).message) // expect: receive on a closed channel
  }
}

function* killed(box: Channel<unknown>, out: Channel<string>): Task {
  try {
    yield* box.send((spawn(killer, current()), 'held'))
    yield* box.send('not held')
  } catch (error) {
    yield* out.send(`cleaned up after ${error instanceof TaskletExit}`)
  }
}

function* killer(victim: { kill(): void }): Task {
  victim.kill()
}

export default function* main(): Task {
  const box = channel<number>()
  const hand = spawn(byHand, box)
  yield* box.send(1)
  yield* box.send(2)
  yield* hand.join()

  const calls = spawn(caller, box)
  for (const value of [3, 4, 5]) yield* box.send(value)
  box.close()
  yield* calls.join()

  const both = channel<number>()
  spawn(twoByHand, both)
  log(yield* both.receive(), yield* both.receive()) // expect: 1 2

  const things = channel<unknown>()
  const out = channel<string>(1)
  const victim = spawn(killed, things, out)
  yield
  log(things.balance) // expect: 1
  log(yield* victim.settled()) // expect: { status: "fulfilled", value: undefined }
  log(yield* out.receive(), things.balance) // expect: cleaned up after true 0
}
