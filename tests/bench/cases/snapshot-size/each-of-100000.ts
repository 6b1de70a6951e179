import { marginal } from './program.ts'

export const measure = marginal
