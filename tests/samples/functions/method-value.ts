// A method taken out of its object loses `this`; call and apply give it another.

import { log, type Task } from '../log.ts'

const o = {
  name: 'o',
  *hello(greeting: string): Task<string> {
    yield
    return `${greeting} ${this.name}`
  },
}

export default function* main(): Task {
  const p = { name: 'p' }
  log(yield* o.hello('hi'), yield* o.hello.call(p as never, 'hi'), yield* o.hello.apply(p as never, ['ho'])) // expect: hi o hi p ho p
  const loose = o.hello
  try {
    yield* loose('x')
  } catch (error) {
    log((error as Error).name) // expect: TypeError
  }
}
