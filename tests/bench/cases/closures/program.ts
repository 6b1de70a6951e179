// Functions made in the midst of a generator function: a snapshot must be able to name each, and what it closes over.

function* maker(rounds: number): Generator<undefined, number, unknown> {
  let sum = 0
  for (let i = 0; i < rounds; i++) {
    const add = (x: number): number => x + i
    const counter = { base: sum & 1, next(x: number): number { return this.base + x } }
    sum = add(sum) - counter.next(i) + [1, 2].filter((x) => x > i).length
    if (sum < -rounds) yield
  }
  return sum
}

/** Three functions in each round. */
export function round(functions: number): number {
  const result = maker(functions / 3).next()
  if (result.done !== true) throw new Error('it waits')
  return functions
}
