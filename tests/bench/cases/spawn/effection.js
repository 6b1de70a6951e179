import { run, spawn } from 'effection'

function* body(a) {
  return a + 1
}

export async function round(most) {
  const batches = Math.ceil(most / 50)
  await run(function* () {
    for (let i = 0; i < batches; i++) {
      const all = []
      for (let j = 0; j < 1000; j++) all.push(yield* spawn(() => body(j)))
      for (const one of all) yield* one
    }
  })
  return batches * 1000
}
