import { Effect, Queue } from 'effect'

const TRIPS = 20_000

const program = Effect.gen(function* () {
  const requests = yield* Queue.bounded(1)
  const replies = yield* Queue.bounded(1)
  yield* Effect.gen(function* () {
    for (let i = 0; i < TRIPS; i++) yield* Queue.offer(replies, (yield* Queue.take(requests)) + 1)
  }).pipe(Effect.forkChild)
  let value = 0
  for (let i = 0; i < TRIPS; i++) {
    yield* Queue.offer(requests, value)
    value = yield* Queue.take(replies)
  }
  return value
})

export async function round() {
  const count = await Effect.runPromise(program)
  if (count !== TRIPS) throw new Error(`wrong count ${count}`)
  return TRIPS
}
