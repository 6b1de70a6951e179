// super in generator methods: of a generator, of a plain method, of a getter.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

class Base {
  name = 'base'

  ;*run(x: number): Task<string> {
    yield
    return `${this.name} ${x}`
  }
  plain(x: number): number {
    return x * 2
  }
  get size(): number {
    return 7
  }
}

class Derived extends Base {
  override name = 'derived'

  ;override *run(x: number): Task<string> {
    const inner = yield* super.run(yield* later(x + 1))
    yield
    return `${inner} ${super.plain(x)} ${super.size} ${super['plain'](yield* later(5))}`
  }
  override plain(): number {
    return -1
  }
}

export default function* main(): Task {
  log(yield* new Derived().run(1)) // expect: derived 2 2 7 10
}
