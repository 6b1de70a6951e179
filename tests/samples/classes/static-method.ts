// modes: not resumed: a static field is state of the module, which no snapshot carries
// Static generator methods, and `this` in them.

import { log, type Task } from '../log.ts'

class Maker {
  static made = 0
  static *make(): Task<number> {
    yield
    return ++this.made
  }
}

class Other extends Maker {
  static override made = 10
}

export default function* main(): Task {
  Maker.made = 0
  Other.made = 10
  log(yield* Maker.make(), yield* Other.make(), Maker.made) // expect: 1 11 1
}
