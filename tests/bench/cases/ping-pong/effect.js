import { Effect, Queue } from 'effect'

const program = (trips) => Effect.gen(function* () {
  const requests = yield* Queue.bounded(1)
  const replies = yield* Queue.bounded(1)
  yield* Effect.gen(function* () {
    for (let i = 0; i < trips; i++) yield* Queue.offer(replies, (yield* Queue.take(requests)) + 1)
  }).pipe(Effect.forkChild)
  let value = 0
  for (let i = 0; i < trips; i++) {
    yield* Queue.offer(requests, value)
    value = yield* Queue.take(replies)
  }
  return value
})

export async function round(most) {
  const trips = Math.ceil(most / 15)
  const count = await Effect.runPromise(program(trips))
  if (count !== trips) throw new Error(`wrong count ${count}`)
  return trips
}
