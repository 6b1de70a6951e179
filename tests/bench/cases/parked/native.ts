import { heapUsed, waits } from './program.ts'

export function measure(count: number): number {
  const before = heapUsed()
  const all = []
  for (let i = 0; i < count; i++) {
    const generator = waits(i)
    generator.next()
    all.push(generator)
  }
  const bytes = (heapUsed() - before) / count
  if (all.length !== count) throw new Error('somebody is gone')
  return bytes
}
