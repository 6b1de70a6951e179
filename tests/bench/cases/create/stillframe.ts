import { Scheduler } from 'stillframe'
import { waits } from '../parked/program.ts'

const COUNT = 100_000

export function round(): number {
  const scheduler = new Scheduler()
  for (let i = 0; i < COUNT; i++) scheduler.spawn(waits, i)
  scheduler.run({ maxSwitches: COUNT })
  if (scheduler.alive !== COUNT) throw new Error('somebody is gone')
  return COUNT
}
