// `new` with yields in its arguments, and a callee that changes meanwhile.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

class A {
  kind = 'A'
  x: number
  constructor(x: number) {
    this.x = x
  }
}

class B extends A {
  override kind = 'B'
}

export default function* main(): Task {
  let Type: typeof A = A
  log(new Type((Type = B, yield* later(1)))) // expect: A { kind: "A", x: 1 }
  log(new Type(yield* later(2))) // expect: B { kind: "B", x: 2 }
  log(new Date(yield* later(0))) // expect: 1970-01-01T00:00:00.000Z
}
