function* add(a: number, b: number): Generator<undefined, number, unknown> {
  return a + b
}

export function* caller(calls: number): Generator<undefined, number, unknown> {
  let sum = 0
  for (let i = 0; i < calls; i++) sum = yield* add(sum, i)
  return sum
}
