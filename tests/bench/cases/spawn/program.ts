export function* body(a: number): Generator<undefined, number, unknown> {
  return a + 1
}
