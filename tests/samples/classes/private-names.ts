// modes: not restored: an instance with private fields is held across a yield
// modes: not resumed: an instance with private fields is held across a yield
// Private fields, methods and accessors in generator methods, across yields.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

class Vault {
  #sum = 0
  #count = 0

  ;*add(x: number): Task<this> {
    this.#sum += yield* later(x)
    this.#count++
    yield
    this.#bump()
    return this
  }
  #bump(): void {
    this.#count += 100
  }
  get #mean(): number {
    return this.#sum / (this.#count % 100)
  }
  *report(): Task<unknown> {
    yield
    return [this.#sum, this.#count, this.#mean, #sum in this]
  }
}

export default function* main(): Task {
  // eslint-disable-next-line stillframe/no-unsavable-local -- its mode says why
  const vault = new Vault()
  yield* vault.add(4)
  yield* vault.add(6)
  log(yield* vault.report()) // expect: [10, 202, 5, true]
}
