// An error's stack names the tasklets it went through, their callers with their lines, and where each was spawned.
// modes: not native: the engine's own stack has the callers of a native generator.

import { sleep, spawn, type Tasklet } from 'stillframe'
import { log, type Task } from '../log.ts'

function* reserve(): Task {
  yield* sleep(1)
  throw new Error('no stock')
}

function* checkout(): Task {
  yield* reserve()
}

function* order(): Task {
  yield* checkout()
}

function* waiter(target: Tasklet<void>): Task {
  yield* target.join()
}

export default function* main(): Task {
  const target = spawn(order)
  const joiner = spawn(waiter, target)
  try {
    yield* joiner.join()
  } catch (error) {
    const text = (error as Error).stack ?? ''
    for (const line of text.slice(text.indexOf('at tasklet')).split('\n')) log(line.trim())
  }
}

/* expect:
  at tasklet "order" (#2, spawned by "main")
  at checkout (samples/traces/frames.ts:13:3)
  at order (samples/traces/frames.ts:17:3)
  at spawn in main (samples/traces/frames.ts:25:18)
  at tasklet "waiter" (#3, spawned by "main")
  at waiter (samples/traces/frames.ts:21:3)
  at spawn in main (samples/traces/frames.ts:26:18)
  at tasklet "main" (#1)
  at main (samples/traces/frames.ts:28:5)
*/
