import { round as at } from './stillframe.ts'

export const round = (_depth: number, switches: number): number => at(1, switches)
