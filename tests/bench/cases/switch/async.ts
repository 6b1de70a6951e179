// The same number of async functions that await an undefined in turn.

import { SWITCHES, TASKLETS } from './bodies.ts'

let total = 0

async function worker(turns: number): Promise<void> {
  for (let i = 0; i < turns; i++) {
    total += i & 1
    await undefined
  }
}

export async function round(): Promise<number> {
  await Promise.all(Array.from({ length: TASKLETS }, () => worker(SWITCHES / TASKLETS)))
  return SWITCHES
}
