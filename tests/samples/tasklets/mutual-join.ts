// Two tasklets that join each other wait for ever.

import { spawn, type Tasklet } from 'stillframe'
import { log, type Task } from '../log.ts'

function* partner(box: { other?: Tasklet<void> }): Task {
  yield
  yield* (box.other as Tasklet<void>).join()
}

export default function* main(): Task {
  const a: { other?: Tasklet<void> } = {}
  const b: { other?: Tasklet<void> } = {}
  b.other = spawn(partner, a)
  a.other = spawn(partner, b)
  log('spawned') // expect: spawned
}
// expect deadlock
