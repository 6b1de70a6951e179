// A time-out in twenty lines: whoever comes first kills the other.

import { type Channel, channel, spawn, sleep } from 'stillframe'
import { log, type Task } from '../log.ts'

function* work(ms: number, done: Channel<string>): Task {
  yield* sleep(ms)
  yield* done.send(`work of ${ms}`)
}

function* alarm(ms: number, done: Channel<string>): Task {
  yield* sleep(ms)
  yield* done.send('time is up')
}

function* race(ms: number): Task<string> {
  const done = channel<string>(2)
  const both = [spawn(work, ms, done), spawn(alarm, 100, done)]
  const first = yield* done.receive()
  for (const tasklet of both) tasklet.kill()
  return first
}

export default function* main(): Task {
  log(yield* race(50)) // expect: work of 50
  log(yield* race(150)) // expect: time is up
}
