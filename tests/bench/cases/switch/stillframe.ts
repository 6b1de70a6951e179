import { Scheduler } from 'stillframe'
import { bodies, SWITCHES, TASKLETS } from './bodies.ts'

const scheduler = new Scheduler()
for (let i = 0; i < TASKLETS; i++) scheduler.spawn(bodies[i % bodies.length]!, i)

export function round(): number {
  return scheduler.run({ maxSwitches: SWITCHES }).switches
}
