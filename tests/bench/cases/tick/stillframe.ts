import { world } from './program.ts'

export const round: () => number = world(100_000, 1_000)
