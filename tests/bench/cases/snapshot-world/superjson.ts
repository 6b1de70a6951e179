import SuperJSON from 'superjson'
import { graph } from './program.ts'

const superjson = new SuperJSON({ dedupe: true })
let data: unknown

export function round(count: number): number {
  data ??= graph(count / 50)
  const copy = superjson.parse<{ living: unknown[] }>(superjson.stringify(data))
  return copy.living.length
}
