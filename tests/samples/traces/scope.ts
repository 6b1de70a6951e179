// An error that is sent along and leaves a scope names its sender, the child, and where its owner waits.
// modes: not native: the engine's own stack has the callers of a native generator.

import { all, channel, sleep, type Channel } from 'stillframe'
import { log, type Task } from '../log.ts'

function* producer(box: Channel<Error>): Task {
  yield* sleep(1)
  yield* box.send(new RangeError('sent along'))
}

function* consumer(box: Channel<Error>): Task {
  throw yield* box.receive()
}

function* both(): Task {
  const box = channel<Error>()
  yield* all([producer(box), consumer(box)])
}

export default function* main(): Task {
  try {
    yield* both()
  } catch (error) {
    const text = (error as Error).stack ?? ''
    for (const line of text.slice(text.indexOf('at tasklet')).split('\n')) log(line.trim())
  }
}

/* expect:
  at tasklet "producer" (#2, spawned by "main")
  at producer (samples/traces/scope.ts:9:3)
  at tasklet "consumer" (#3, spawned by "main")
  at tasklet "main" (#1)
  at both (samples/traces/scope.ts:18:3)
  at main (samples/traces/scope.ts:23:5)
*/
