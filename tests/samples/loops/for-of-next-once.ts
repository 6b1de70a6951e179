// The next method is read once, before the first turn.
// modes: not interrupted: a restore in the middle of the loop reads it once more

import { log, type Task } from '../log.ts'

class Odd {
  reads = 0
  n = 0

  ;[Symbol.iterator](): this {
    return this
  }
  get next(): () => IteratorResult<number> {
    this.reads++
    return step
  }
}

function step(this: Odd): IteratorResult<number> {
  return { value: this.n++, done: this.n > 3 }
}

export default function* main(): Task {
  const odd = new Odd()
  let sum = 0
  for (const n of odd) sum += n
  log(sum, odd.reads) // expect: 3 1
}
