import { chain } from './program.ts'

export function round(depth: number, most: number): number {
  const turns = Math.ceil(most / 25)
  const generator = chain(depth, 1 << 30)
  for (let i = 0; i < turns; i++) if (generator.next().done) throw new Error('it ended')
  return turns
}
