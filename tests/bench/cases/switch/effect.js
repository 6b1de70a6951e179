// The same number of fibers that give way in turn, with one body.

import { Effect } from 'effect'

let total = 0

export async function round(tasklets, switches) {
  const turns = Math.max(1, switches / tasklets / 20)
  await Effect.runPromise(Effect.gen(function* () {
    for (let j = 0; j < turns; j++) {
      total += j & 1
      yield* Effect.yieldNow
    }
  }).pipe(Effect.replicateEffect(tasklets, { concurrency: 'unbounded' })))
  return tasklets * turns
}
