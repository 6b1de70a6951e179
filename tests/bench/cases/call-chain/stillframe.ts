import { Scheduler } from 'stillframe'
import { chain } from './program.ts'

export function round(depth: number, turns: number): number {
  const scheduler = new Scheduler()
  const tasklet = scheduler.spawn(chain, depth, 1 << 30)
  scheduler.run({ maxSwitches: 1 })
  const report = scheduler.run({ maxSwitches: turns })
  if (!tasklet.alive) throw new Error('it ended')
  return report.switches
}
