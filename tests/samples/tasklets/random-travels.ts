// shuffle-safe
// The scheduler's random numbers are a sequence: the same with and without saves in between.

import { current, Scheduler } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const scheduler = current().home as unknown as Scheduler
  const before: boolean[] = []
  const seen = new Set<number>()
  for (let i = 0; i < 5; i++) {
    yield
    const x = (current().home as unknown as Scheduler).random()
    before.push(x >= 0 && x < 1)
    seen.add(x)
  }
  log(before, seen.size, scheduler === (current().home as unknown)) // expect: [true, true, true, true, true] 5 true
}
