import { rounds } from './program.ts'

export const round = rounds(100_000)
