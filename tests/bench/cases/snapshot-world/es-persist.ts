// The serializer of effectful's es-persist, on a graph of the same shape.
import { parse, stringify } from '@effectful/serialization'
import { graph } from './program.ts'

const FEW = 5_000
const data = graph(FEW)

export function round(): number {
  const copy = parse(stringify(data)) as { living: unknown[] }
  return copy.living.length
}
