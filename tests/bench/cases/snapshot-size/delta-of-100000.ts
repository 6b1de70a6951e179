import { delta } from './program.ts'

export const measure = delta
