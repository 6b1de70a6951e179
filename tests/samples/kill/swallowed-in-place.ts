// Who has swallowed TaskletExit is told again where it stands in no catch, also by a send that need not wait: nothing is sent.
// modes: not native: nobody can tell whether a native frame stands in its catch, its finally or behind them.

import { channel, current, Scheduler, sleep, spawn, withTimeout, type Channel } from 'stillframe'
import { log, type Task } from '../log.ts'

function* careless(box: Channel<string>, where: string): Task {
  try {
    yield* channel<void>().receive()
  } catch {
    yield* box.send(`${where}: in the catch`)
  }
  yield* box.send(`${where}: behind it`)
}

/** The catch waits: the step that leaves it is resumed with a value. */
function* slow(box: Channel<string>): Task {
  try {
    yield* channel<void>().receive()
  } catch {
    yield* sleep(1)
  }
  yield* box.send('behind a catch that waits')
}

/** Nobody else runs between the wait and the kill, and the catch does nothing. */
function* deaf(box: Channel<string>): Task {
  try {
    yield* channel<void>().receive()
  } catch {}
  yield* box.send('behind an empty catch')
}

function* suicidal(box: Channel<string>): Task {
  yield* box.send('before')
  try {
    current().kill()
  } catch {}
  try {
    yield* box.send('after')
  } catch (error) {
    log('told', (error as Error).name)
  }
}

/** Killed by a tasklet of another scheduler, which this one runs in the midst of its step. */
function* fromElsewhere(box: Channel<string>): Task {
  yield* box.send('before elsewhere')
  const victim = current()
  const elsewhere = new Scheduler()
  elsewhere.spawn(function* () {
    try {
      victim.kill()
    } catch {}
  })
  elsewhere.run()
  try {
    yield* box.send('after elsewhere')
  } catch (error) {
    log('told', (error as Error).name)
  }
}

export default function* main(): Task {
  const box = channel<string>(16)
  for (const body of [careless, slow]) {
    const tasklet = spawn(body, box, 'killed')
    yield* sleep(1)
    yield* tasklet.cancel()
    log(tasklet.status)
  }
  for (const body of [careless, deaf]) {
    try {
      yield* withTimeout(5, function* () { yield* body(box, 'timed out') })
    } catch (error) {
      log((error as Error).name)
    }
  }
  for (const body of [suicidal, fromElsewhere]) {
    const tasklet = spawn(body, box)
    log((yield* tasklet.settled()).status, tasklet.status)
  }
  while (box.buffered > 0) log(yield* box.receive())
}

/* expect:
  killed
  killed
  Timeout
  Timeout
  told TaskletExit
  fulfilled done
  told TaskletExit
  fulfilled done
  killed: in the catch
  timed out: in the catch
  before
  before elsewhere
*/
// shuffle-safe
