import { caller } from './program.ts'

export function round(calls: number): number {
  const result = caller(calls).next()
  if (result.value !== 0.5 * calls * (calls - 1)) throw new Error(`wrong sum ${result.value}`)
  return calls
}
