// A bare loop of `.next()` over native generators with the same bodies.

import { bodies, SWITCHES, TASKLETS } from './bodies.ts'

const generators = Array.from({ length: TASKLETS }, (_, i) => bodies[i % bodies.length]!(i))

export function round(): number {
  for (let done = 0; done < SWITCHES; done += TASKLETS) for (let i = 0; i < TASKLETS; i++) generators[i]!.next()
  return SWITCHES
}
