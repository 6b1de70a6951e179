/** Calls itself `depth` deep; the bottom yields `turns` times. */
export function* chain(depth: number, turns: number): Generator<undefined, number, unknown> {
  if (depth > 1) return yield* chain(depth - 1, turns)
  for (let i = 0; i < turns; i++) yield
  return turns
}
