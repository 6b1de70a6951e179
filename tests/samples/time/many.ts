// shuffle-safe
// Many sleepers: each wakes at its time.

import { current, Scheduler, spawn, sleep, type Tasklet } from 'stillframe'
import { log, type Task } from '../log.ts'

function* sleeper(ms: number, out: number[]): Task {
  yield* sleep(ms)
  out.push((current().home as unknown as Scheduler).now - ms)
}

export default function* main(): Task {
  const out: number[] = []
  const all: Tasklet<void>[] = []
  for (let i = 0; i < 40; i++) all.push(spawn(sleeper, (i * 37) % 41, out))
  for (const tasklet of all) yield* tasklet.join()
  log(out.length, out.every((late) => late === 0)) // expect: 40 true
}
