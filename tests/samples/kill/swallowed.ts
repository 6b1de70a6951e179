// A tasklet that swallows TaskletExit is told again at its next operation; catch and finally may wait.
// modes: not native: nobody can tell whether a native frame stands in its catch, its finally or behind them.

import { channel, isCancelled, sleep, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* careless(): Task {
  try {
    yield* channel<void>().receive()
  } catch {
    yield* sleep(5)
    log('swallowed', isCancelled())
  }
  try {
    yield
  } catch (error) {
    log('again', (error as Error).name)
  }
  try {
    yield* sleep(100)
    log('never')
  } finally {
    yield* cleanUp()
  }
}

function* cleanUp(): Task {
  for (const step of ['save', 'close']) {
    yield* sleep(5)
    log(step)
  }
}

export default function* main(): Task {
  log(isCancelled())
  const tasklet = spawn(careless)
  yield* sleep(1)
  yield* tasklet.cancel()
  log(tasklet.status)
}

/* expect:
  false
  swallowed true
  again TaskletExit
  save
  close
  killed
*/
// shuffle-safe
