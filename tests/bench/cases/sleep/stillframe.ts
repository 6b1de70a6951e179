import { Scheduler, sleep } from 'stillframe'
import { delays, TIMERS } from './program.ts'

const all = [...delays(TIMERS)]

function* sleeper(ms: number) {
  yield* sleep(ms)
  woken++
}

let woken = 0

export function round(): number {
  const scheduler = new Scheduler({ clock: 'virtual' })
  woken = 0
  for (const ms of all) scheduler.spawn(sleeper, ms)
  scheduler.run()
  if (woken !== TIMERS) throw new Error(`${woken} woke up`)
  return TIMERS
}
