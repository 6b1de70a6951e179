import { Scheduler } from 'stillframe'
import { heapUsed, waits } from './program.ts'

export function measure(count: number): number {
  const before = heapUsed()
  const scheduler = new Scheduler()
  for (let i = 0; i < count; i++) scheduler.spawn(waits, i)
  scheduler.run({ maxSwitches: count })
  const bytes = (heapUsed() - before) / count
  if (scheduler.alive !== count) throw new Error('somebody is gone')
  return bytes
}
