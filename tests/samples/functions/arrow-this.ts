// An arrow in a generator method has the method's `this`.

import { log, type Task } from '../log.ts'

class Player {
  name: string
  constructor(name: string) {
    this.name = name
  }
  *play(): Task<string> {
    const hello = (): string => `hello ${this.name}`
    yield
    this.name = this.name.toUpperCase()
    yield
    return hello()
  }
}

export default function* main(): Task {
  log(yield* new Player('ada').play()) // expect: hello ADA
}
