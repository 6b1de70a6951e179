import { play } from '../buffered/program.ts'

export const round = (): number => play(100, 5_000)
