// A bare loop of `.next()` over native generators with the same bodies.

import { bodies } from './bodies.ts'

const generators: Generator<undefined, void, unknown>[] = []

export function round(tasklets: number, switches: number): number {
  while (generators.length < tasklets) generators.push(bodies[generators.length % bodies.length]!(generators.length))
  for (let done = 0; done < switches; done += tasklets) for (let i = 0; i < tasklets; i++) generators[i]!.next()
  return switches
}
