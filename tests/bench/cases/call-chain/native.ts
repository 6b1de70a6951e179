import { chain } from './program.ts'

const TURNS = 20_000

export function round(): number {
  const generator = chain(50, 1 << 30)
  for (let i = 0; i < TURNS; i++) if (generator.next().done) throw new Error('it ended')
  return TURNS
}
