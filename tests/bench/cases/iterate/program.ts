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

export const VALUES = 1_000_000

export function round(): number {
  let sum = 0
  for (const value of numbers(VALUES)) sum += value
  for (const value of evens(VALUES * 2)) sum -= value
  const generator = numbers(VALUES)
  for (let result = generator.next(); !result.done; result = generator.next()) sum += result.value
  if (sum !== 0.5 * VALUES * (VALUES - 1) * 2 - VALUES * (VALUES - 1)) throw new Error(`wrong sum ${sum}`)
  return VALUES * 3
}
