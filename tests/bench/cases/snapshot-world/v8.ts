import { deserialize, serialize } from 'node:v8'
import { graph } from './program.ts'

let data: unknown

export function round(count: number): number {
  data ??= graph(count)
  const copy = deserialize(serialize(data)) as { living: unknown[] }
  return copy.living.length
}
