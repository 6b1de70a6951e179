import { createQueue, run, spawn } from 'effection'

export async function round(most) {
  const trips = Math.ceil(most / 15)
  await run(function* () {
    const requests = createQueue()
    const replies = createQueue()
    yield* spawn(function* () {
      for (let i = 0; i < trips; i++) replies.add((yield* requests.next()).value + 1)
    })
    let value = 0
    for (let i = 0; i < trips; i++) {
      requests.add(value)
      value = (yield* replies.next()).value
    }
    if (value !== trips) throw new Error(`wrong count ${value}`)
  })
  return trips
}
