import { Scheduler } from 'stillframe'
import { chain } from '../call-chain/program.ts'

let scheduler: Scheduler | undefined

/** Switches of a tasklet at this depth, which yields for ever. */
export function round(depth: number, switches: number): number {
  if (scheduler === undefined) {
    scheduler = new Scheduler()
    scheduler.spawn(chain, depth, 1 << 30)
    scheduler.run({ maxSwitches: 1 })
  }
  return scheduler.run({ maxSwitches: switches }).switches
}
