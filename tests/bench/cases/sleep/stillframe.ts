import { Scheduler, sleep } from 'stillframe'
import { delays } from './program.ts'

function* sleeper(ms: number) {
  yield* sleep(ms)
  woken++
}

let woken = 0
let all: number[] = []

export function round(timers: number): number {
  if (all.length === 0) all = [...delays(timers)]
  const scheduler = new Scheduler({ clock: 'virtual' })
  woken = 0
  for (const ms of all) scheduler.spawn(sleeper, ms)
  scheduler.run()
  if (woken !== timers) throw new Error(`${woken} woke up`)
  return timers
}
