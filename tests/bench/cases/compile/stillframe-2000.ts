import { compile } from '@stillframe/compiler'
import { cost, program } from './program.ts'

const text = program(2_000)

export const measure = (): number => cost(text, () => compile(text, { id: 'program.js', filename: 'program.js' }))
