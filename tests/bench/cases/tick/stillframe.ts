import { world } from './program.ts'

let tick: (() => number) | undefined

export function round(count: number, due: number, ticks: number): number {
  tick ??= world(count, due, ticks)
  return tick()
}
