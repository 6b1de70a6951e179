// shuffle-safe
// An error goes to who joins: the same error, each time.

import { channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* fails(): Task {
  yield
  throw new TypeError('joined')
}

export default function* main(): Task {
  const tasklet = spawn(fails)
  const errors: unknown[] = []
  const box = channel<void>(1)
  for (let i = 0; i < 2; i++) {
    try {
      if (i === 0) yield* tasklet.join()
      else yield* tasklet.join()
    } catch (error) {
      errors.push(error)
    }
  }
  yield* box.send()
  log(errors[0] === errors[1], (errors[0] as Error).message, tasklet.status, tasklet.error === errors[0]) // expect: true joined failed true
}
