import { Effect, Fiber } from 'effect'

const body = (a) => Effect.gen(function* () {
  return a + 1
})

export async function round(most) {
  const batches = Math.ceil(most / 20)
  await Effect.runPromise(Effect.gen(function* () {
    for (let i = 0; i < batches; i++) {
      const all = []
      for (let j = 0; j < 1000; j++) all.push(yield* Effect.forkChild(body(j)))
      for (const one of all) yield* Fiber.join(one)
    }
  }))
  return batches * 1000
}
