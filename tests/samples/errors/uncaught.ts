// An error that nobody joins for goes to the scheduler; the others run on.

import { spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* fails(): Task {
  yield
  throw new Error('nobody cares')
}

export default function* main(): Task {
  spawn(fails) // expect error: nobody cares
  yield
  yield
  log('main goes on') // expect: main goes on
}
