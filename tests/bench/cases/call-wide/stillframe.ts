import { Scheduler } from 'stillframe'
import { caller } from './program.ts'

export function round(calls: number): number {
  const scheduler = new Scheduler()
  const tasklet = scheduler.spawn(caller, calls)
  scheduler.run()
  if (typeof tasklet.result !== 'number') throw new Error('it waits')
  return calls
}
