import { caller } from './program.ts'

export function round(calls: number): number {
  const result = caller(calls).next()
  if (result.done !== true) throw new Error('it waits')
  return calls
}
