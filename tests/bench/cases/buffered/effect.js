import { Effect, Fiber, Queue } from 'effect'

const pair = (values) => Effect.gen(function* () {
  const buffer = yield* Queue.bounded(64)
  yield* Effect.gen(function* () {
    for (let i = 0; i < values; i++) yield* Queue.offer(buffer, i)
  }).pipe(Effect.forkChild)
  let sum = 0
  for (let i = 0; i < values; i++) sum += yield* Queue.take(buffer)
  if (sum !== 0.5 * values * (values - 1)) throw new Error(`wrong sum ${sum}`)
})

export async function round(pairs, most) {
  const values = Math.ceil(most / 10)
  await Effect.runPromise(Effect.gen(function* () {
    const all = []
    for (let i = 0; i < pairs; i++) all.push(yield* Effect.forkChild(pair(values)))
    for (const one of all) yield* Fiber.join(one)
  }))
  return pairs * values
}
