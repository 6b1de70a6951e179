// modes: not resumed: a static field is state of the module, which no snapshot carries
// A private static generator method and field.

import { log, type Task } from '../log.ts'

class Registry {
  static #next = 1
  static reset(): void {
    Registry.#next = 1
  }
  static *#take(): Task<number> {
    yield
    return Registry.#next++
  }
  static *two(): Task<number[]> {
    return [yield* Registry.#take(), yield* this.#take()]
  }
}

export default function* main(): Task {
  Registry.reset()
  log(yield* Registry.two()) // expect: [1, 2]
}
