import { at } from './program.ts'

export const round = (depth: number): number => at(depth * 10)
