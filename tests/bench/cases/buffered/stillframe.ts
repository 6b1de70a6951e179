import { play } from './program.ts'

export const round = (): number => play(1, 500_000)
