// Where a tasklet was spawned is in the trace of its error: in a function that captures `spawn`, in a plain one, in a scope. Of
// two in one call the inner one is told.
// modes: not native: the places are those that the compiler writes down.

import { scope, sleep, spawn, type Scope, type Tasklet } from 'stillframe'
import { log, type Task } from '../log.ts'

function* fails(of: string): Task {
  yield* sleep(1)
  throw new Error(of)
}

function* waits(on: Tasklet): Task {
  yield* on.join()
}

const places = (error: unknown): string[] => ((error as Error).stack ?? '').split('\n').filter((line) => line.includes('at spawn')).map((line) => line.trim())

function plain(of: string): Tasklet {
  return spawn(fails, of)
}

export default function* main(): Task {
  const own = { spawn: (body: typeof fails, ...args: [string]) => spawn(body, ...args) }
  const ways = [() => plain('plain'), () => spawn(fails, 'arrow'), () => own.spawn(fails, 'own'), () => spawn(waits, spawn(fails, 'argument'))]
  for (const way of ways) {
    const tasklet = way()
    try {
      yield* tasklet.join()
    } catch (error) {
      log((error as Error).message, places(error))
    }
  }
  try {
    yield* scope(function* (s: Scope) {
      s.spawn(fails, 'scope')
    })
  } catch (error) {
    log((error as Error).message, places(error))
  }
}

/* expect:
  plain ["at spawn in plain (samples/traces/spawns.ts:20:10)"]
  arrow ["at spawn in anonymous (samples/traces/spawns.ts:25:45)"]
  own ["at spawn in spawn (samples/traces/spawns.ts:24:67)"]
  argument ["at spawn in anonymous (samples/traces/spawns.ts:25:118)"]
  scope ["at spawn in anonymous (samples/traces/spawns.ts:36:7)"]
*/
