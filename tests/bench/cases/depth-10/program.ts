import { Scheduler } from 'stillframe'
import { chain } from '../call-chain/program.ts'

/** A tasklet at this depth, which yields for ever. */
export function at(depth: number): () => number {
  const scheduler = new Scheduler()
  scheduler.spawn(chain, depth, 1 << 30)
  scheduler.run({ maxSwitches: 1 })
  return () => scheduler.run({ maxSwitches: 1_000_000 }).switches
}
