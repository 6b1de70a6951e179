import { compile } from '@stillframe/compiler'
import { program } from './program.ts'

const text = program(2_000)
const lines = text.split('\n').length

export function round(): number {
  compile(text, { id: 'program.js', filename: 'program.js' })
  return lines
}
