// shuffle-safe
// A hundred tasklets on one counter.

import { spawn, type Tasklet } from 'stillframe'
import { log, type Task } from '../log.ts'

function* tick(counter: { n: number }): Task {
  counter.n++
}

export default function* main(): Task {
  const counter = { n: 0 }
  const all: Tasklet<void>[] = []
  for (let i = 0; i < 100; i++) all.push(spawn(tick, counter))
  for (const tasklet of all) yield* tasklet.join()
  log(counter.n) // expect: 100
}
