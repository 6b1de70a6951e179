import { threeFrames } from './program.ts'

export const measure = threeFrames
