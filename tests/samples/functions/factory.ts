// A closure made by an ordinary function of the module, held across a yield.

import { log, type Task } from '../log.ts'

function counter(step: number): () => number {
  let n = 0
  return () => (n += step)
}

export default function* main(): Task {
  const twos = counter(2)
  const fives = counter(5)
  twos()
  yield
  fives()
  yield
  log(twos(), fives()) // expect: 4 10
}
