// Holes in an array literal stay holes.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const a = [, 1, , yield* later(3), ,]
  log(a, a.length, 0 in a) // expect: [<hole>, 1, <hole>, 3, <hole>] 5 false
}
