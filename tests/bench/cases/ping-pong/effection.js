import { createQueue, run, spawn } from 'effection'

const TRIPS = 20_000

export async function round() {
  await run(function* () {
    const requests = createQueue()
    const replies = createQueue()
    yield* spawn(function* () {
      for (let i = 0; i < TRIPS; i++) replies.add((yield* requests.next()).value + 1)
    })
    let value = 0
    for (let i = 0; i < TRIPS; i++) {
      requests.add(value)
      value = (yield* replies.next()).value
    }
    if (value !== TRIPS) throw new Error(`wrong count ${value}`)
  })
  return TRIPS
}
