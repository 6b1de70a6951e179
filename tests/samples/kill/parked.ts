// kill throws TaskletExit into a tasklet that waits; its finally runs when its turn comes.

import { type Channel, channel, TaskletExit, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* child(box: Channel<number>): Task {
  try {
    yield* box.receive()
  } catch (error) {
    log('caught', error instanceof TaskletExit)
    throw error
  } finally {
    log('finally')
  }
}

export default function* main(): Task {
  const box = channel<number>()
  const tasklet = spawn(child, box)
  yield
  tasklet.kill()
  log('killed', tasklet.status, box.balance)
  yield
  log(tasklet.status, tasklet.alive)
}

/* expect:
  killed ready 0
  caught true
  finally
  killed false
*/
