import { parse, stringify } from 'devalue'
import { graph } from './program.ts'

let data: unknown

export function round(count: number): number {
  data ??= graph(count / 5)
  const copy = parse(stringify(data)) as { living: unknown[] }
  return copy.living.length
}
