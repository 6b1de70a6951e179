// shuffle-safe
// Two closures over one variable, and the tasklet itself, share it: before and after.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  let n = 10
  const up = (): number => ++n
  const down = (): number => --n
  up()
  yield
  n *= 2
  yield
  log(down(), up(), n) // expect: 21 22 22
}
