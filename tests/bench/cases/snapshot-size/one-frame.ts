import { oneFrame } from './program.ts'

export const measure = oneFrame
