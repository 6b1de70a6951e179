import { waits } from '../parked/program.ts'

const COUNT = 100_000

export function round(): number {
  const all = []
  for (let i = 0; i < COUNT; i++) {
    const generator = waits(i)
    generator.next()
    all.push(generator)
  }
  if (all.length !== COUNT) throw new Error('somebody is gone')
  return COUNT
}
