import { compile } from '@stillframe/compiler'
import { cost, program } from './program.ts'

let text: string | undefined

export function measure(lines: number): number {
  text ??= program(lines)
  return cost(text, (module) => compile(module, { id: 'program.js', filename: 'program.js' }))
}
