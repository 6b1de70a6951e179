// Ids are never given twice.

import { current, Scheduler } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const ids: number[] = []
  for (let i = 0; i < 4; i++) {
    ids.push((current().home as unknown as Scheduler).nextId())
    yield
  }
  log(ids) // expect: [1, 2, 3, 4]
}
