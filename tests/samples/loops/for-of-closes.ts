// An iterator is closed when the loop is left by break, return, throw or an outer continue; not at its own end.

import { log, type Task } from '../log.ts'

class Source {
  closed: string[]
  n = 0
  constructor(closed: string[]) {
    this.closed = closed
  }
  [Symbol.iterator](): this {
    return this
  }
  next(): IteratorResult<number> {
    return { value: this.n++, done: this.n > 3 }
  }
  return(): IteratorResult<number> {
    this.closed.push(`closed at ${this.n}`)
    return { value: undefined, done: true }
  }
}

function* run(how: string): Task<string[]> {
  const closed: string[] = []
  try {
    outer: for (let i = 0; i < 1; i++) {
      for (const n of new Source(closed)) {
        yield
        if (n < 1) continue
        if (how === 'break') break
        if (how === 'outer') continue outer
        if (how === 'throw') throw 'x'
        if (how === 'return') return closed
      }
    }
  } catch {}
  return closed
}

export default function* main(): Task {
  for (const how of ['break', 'outer', 'throw', 'return', 'end']) log(how, yield* run(how))
}

/* expect:
  break ["closed at 2"]
  outer ["closed at 2"]
  throw ["closed at 2"]
  return ["closed at 2"]
  end []
*/
