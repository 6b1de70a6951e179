// A function that would keep eight variables if it had to wait.

function* blend(a: number, b: number): Generator<undefined, number, unknown> {
  const c = a ^ b
  const d = a & b
  let e = a + 1
  let f = b + 1
  let g = c - d
  let h = d - c
  if (a < 0) {
    e = (yield) as unknown as number
    f += e
    g += f
    h += g
  }
  return (a + b + c + d + e + f + g + h) & 0xffff
}

export function* caller(calls: number): Generator<undefined, number, unknown> {
  let sum = 0
  for (let i = 0; i < calls; i++) sum = yield* blend(sum, i)
  return sum
}
