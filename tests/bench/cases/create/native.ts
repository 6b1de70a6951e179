import { waits } from '../parked/program.ts'

export function round(count: number): number {
  const all = []
  for (let i = 0; i < count; i++) {
    const generator = waits(i)
    generator.next()
    all.push(generator)
  }
  if (all.length !== count) throw new Error('somebody is gone')
  return count
}
