import { Scheduler } from 'stillframe'
import { body } from './program.ts'

const scheduler = new Scheduler()

export function round(batches: number): number {
  for (let i = 0; i < batches; i++) {
    for (let j = 0; j < 1000; j++) scheduler.spawn(body, j)
    scheduler.run()
  }
  if (scheduler.alive !== 0) throw new Error('somebody is alive')
  return batches * 1000
}
