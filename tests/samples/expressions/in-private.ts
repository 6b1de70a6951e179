// `#field in object` with a yield for the object.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

class Safe {
  #code = 1

  static *has(value: object): Task<boolean> {
    return #code in (yield* later(value))
  }

  open(): number {
    return this.#code
  }
}

export default function* main(): Task {
  const safe = new Safe()
  log(safe.open()) // expect: 1
  log(yield* Safe.has(new Date(0)), yield* Safe.has(new Set())) // expect: false false
}
