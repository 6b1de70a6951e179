export function* numbers(n: number): Generator<number, void, unknown> {
  for (let i = 0; i < n; i++) yield i
}

export function* evens(n: number): Generator<number, void, unknown> {
  let i = 0
  while (i < n) {
    if ((i & 1) === 0) yield i
    i++
  }
}

export function round(values: number): number {
  let sum = 0
  for (const value of numbers(values)) sum += value
  for (const value of evens(values * 2)) sum -= value
  const generator = numbers(values)
  for (let result = generator.next(); !result.done; result = generator.next()) sum += result.value
  if (sum !== 0.5 * values * (values - 1) * 2 - values * (values - 1)) throw new Error(`wrong sum ${sum}`)
  return values * 3
}
