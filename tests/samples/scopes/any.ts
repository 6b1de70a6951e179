// any: the first result counts, failures only if all fail.

import { any, sleep } from 'stillframe'
import { log, type Task } from '../log.ts'

function* mirror(name: string, ms: number, works: boolean): Task<string> {
  yield* sleep(ms)
  if (!works) throw new Error(`${name} is down`)
  return name
}

export default function* main(): Task {
  log(yield* any([mirror('a', 1, false), mirror('b', 2, true), mirror('c', 3, true)]))
  try {
    yield* any([mirror('a', 2, false), mirror('b', 1, false)])
  } catch (error) {
    log((error as Error).name, (error as AggregateError).errors.map((one: Error) => one.message))
  }
}

/* expect:
  b
  AggregateError ["a is down", "b is down"]
*/
// shuffle-safe
