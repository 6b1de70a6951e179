// Who selects among the same again may be given the select of last time: names, order and options are those of this time, and
// nobody is kept waiting or served twice by what is left of it.

import { type Channel, channel, select, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* feed(values: (readonly [Channel<number>, number])[]): Task {
  for (const [to, value] of values) {
    yield
    yield* to.send(value)
  }
}

function* choose(name: string, chosen: ReturnType<typeof select>): Task {
  log(name, yield* chosen)
}

export default function* main(): Task {
  const [a, b, c] = [channel<number>(), channel<number>(), channel<number>()]
  spawn(feed, [[a, 1], [b, 2], [a, 3], [b, 4], [a, 5], [b, 6], [a, 7], [c, 8], [b, 9]])
  log(yield* select({ x: a.receive(), y: b.receive() }))
  log(yield* select({ x: a.receive(), y: b.receive() }))
  log(yield* select({ p: a.receive(), q: b.receive() }))
  log(yield* select([a.receive(), b.receive()]))
  log(yield* select([b.receive(), a.receive()]))
  log(yield* select([b.receive(), a.receive()], { default: true }))
  log(yield* select([b.receive(), a.receive()]))
  log(yield* select([b.receive(), a.receive()], { fair: true }))
  log(yield* select([b.receive(), a.receive(), c.receive()]))
  log(yield* select([b.receive(), a.receive()]))

  // One select for two, and one that is left again and again.
  const both = select([a.receive(), b.receive()])
  const one = spawn(choose, 'one', both)
  const two = spawn(choose, 'two', both)
  yield
  spawn(feed, [[b, 10], [a, 11]])
  yield* one.join()
  yield* two.join()
  log(a.balance, b.balance)

  const third = spawn(choose, 'third', select([a.receive(), b.receive()]))
  yield
  third.kill()
  const fourth = spawn(choose, 'fourth', select([a.receive(), b.receive()]))
  yield
  const behind = spawn(function* (): Task { log('behind', yield* b.receive()) })
  yield
  log(a.offer(12), a.balance, b.balance)
  yield
  const fifth = spawn(choose, 'fifth', select([a.receive(), b.receive()]))
  yield
  log(a.balance, b.balance)
  b.offer(13)
  b.offer(14)
  for (const tasklet of [fourth, behind, fifth]) yield* tasklet.join()
  log(a.balance, b.balance, a.offer(15), b.offer(16))
}

/* expect:
  { key: "x", value: 1 }
  { key: "y", value: 2 }
  { key: "p", value: 3 }
  { key: 1, value: 4 }
  { key: 1, value: 5 }
  { key: "default", value: undefined }
  { key: 0, value: 6 }
  { key: 1, value: 7 }
  { key: 2, value: 8 }
  { key: 0, value: 9 }
  one { key: 1, value: 10 }
  two { key: 0, value: 11 }
  0 0
  true 0 -1
  fourth { key: 0, value: 12 }
  -1 -2
  behind 13
  fifth { key: 1, value: 14 }
  0 0 false false
*/
