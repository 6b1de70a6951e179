import { rounds } from './program.ts'

export const round = rounds(1_000_000)
