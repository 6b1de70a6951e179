import { CALLS, caller } from './program.ts'

export function round(): number {
  const result = caller().next()
  if (result.value !== 0.5 * CALLS * (CALLS - 1)) throw new Error(`wrong sum ${result.value}`)
  return CALLS
}
