// spawn puts the new tasklet at the end of the ring; the spawner goes on.

import { spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* child(): Task {
  log('child')
}

export default function* main(): Task {
  spawn(child)
  log('main goes on') // expect: main goes on
  yield // expect: child
  log('main again') // expect: main again
}
