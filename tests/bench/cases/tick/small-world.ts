// The same number due each tick, in a world of a tenth as many.

import { round as play } from './stillframe.ts'

export const round = (count: number, due: number, ticks: number): number => play(count / 10, due, ticks)
