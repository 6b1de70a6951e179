// super in an arrow within a generator method.

import { log, type Task } from '../log.ts'

class Base {
  hello(): string {
    return 'base hello'
  }
}

class Derived extends Base {
  override hello(): string {
    return 'derived hello'
  }
  *run(): Task<string> {
    const call = (): string => super.hello()
    yield
    return call()
  }
}

export default function* main(): Task {
  log(yield* new Derived().run()) // expect: base hello
}
