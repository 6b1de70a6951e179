import { Scheduler } from 'stillframe'
import { waits } from '../parked/program.ts'

export function round(count: number): number {
  const scheduler = new Scheduler()
  for (let i = 0; i < count; i++) scheduler.spawn(waits, i)
  scheduler.run({ maxSwitches: count })
  if (scheduler.alive !== count) throw new Error('somebody is gone')
  return count
}
