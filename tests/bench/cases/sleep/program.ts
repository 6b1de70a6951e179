/** Pseudo-random milliseconds, the same for all contenders. */
export function* delays(count: number): Generator<number, void, unknown> {
  let seed = 12345
  for (let i = 0; i < count; i++) {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
    yield seed % 1_000_000
  }
}
