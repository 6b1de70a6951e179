function* add(a: number, b: number): Generator<undefined, number, unknown> {
  return a + b
}

export const CALLS = 2_000_000

export function* caller(): Generator<undefined, number, unknown> {
  let sum = 0
  for (let i = 0; i < CALLS; i++) sum = yield* add(sum, i)
  return sum
}
