// The error of an arm is thrown by the select.

import { channel, select, sleep, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* bad(): Task {
  yield* sleep(1)
  throw new Error('bad luck')
}

export default function* main(): Task {
  const box = channel<number>()
  const tasklet = spawn(bad)
  try {
    yield* select({ box: box.receive(), end: tasklet.join() })
  } catch (error) {
    log((error as Error).message, box.balance) // expect: bad luck 0
  }
}
