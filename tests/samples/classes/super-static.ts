// super in a static generator method.

import { log, type Task } from '../log.ts'

class Base {
  static *make(): Task<string> {
    yield
    return `made by ${this.name}`
  }
}

class Derived extends Base {
  static override *make(): Task<string> {
    return `${yield* super.make()}!`
  }
}

export default function* main(): Task {
  log(yield* Derived.make()) // expect: made by Derived!
}
