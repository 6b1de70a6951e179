import { Scheduler } from 'stillframe'
import { bodies } from './bodies.ts'

let scheduler: Scheduler | undefined

export function round(tasklets: number, switches: number): number {
  if (scheduler === undefined) {
    scheduler = new Scheduler()
    for (let i = 0; i < tasklets; i++) scheduler.spawn(bodies[i % bodies.length]!, i)
  }
  return scheduler.run({ maxSwitches: switches }).switches
}
