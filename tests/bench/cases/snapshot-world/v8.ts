import { deserialize, serialize } from 'node:v8'
import { graph, TASKLETS } from './program.ts'

const data = graph(TASKLETS)

export function round(): number {
  const copy = deserialize(serialize(data)) as { living: unknown[] }
  return copy.living.length
}
