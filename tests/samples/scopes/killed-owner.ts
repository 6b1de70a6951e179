// Killing the tasklet that waits in a scope cancels the scope's children, and waits for them.

import { channel, scope, sleep, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* child(name: string): Task {
  try {
    yield* channel<void>().receive()
  } finally {
    yield* sleep(5)
    log(name, 'leaves')
  }
}

function* owner(): Task {
  try {
    yield* scope(function* (s) {
      s.spawn(child, 'one')
      yield* scope(function* (inner) {
        inner.spawn(child, 'two')
      })
    })
  } finally {
    log('owner leaves')
  }
}

export default function* main(): Task {
  const tasklet = spawn(owner)
  yield* sleep(1)
  yield* tasklet.cancel()
  log(tasklet.status)
}

/* expect:
  one leaves
  two leaves
  owner leaves
  killed
*/
