// Default parameters are evaluated when the body is called: at spawn, not at the first step.

import { spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* body(value = (log('default'), 1)): Task {
  log('body', value)
}

export default function* main(): Task {
  spawn(body) // expect: default
  log('spawned') // expect: spawned
  yield // expect: body 1
}
