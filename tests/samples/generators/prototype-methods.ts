// Methods added to the prototype of a generator function are found on its objects.

import { log, type Task } from '../log.ts'

function* body(): Generator<number, void> {
  yield 1
}

Object.assign(body.prototype as object, { first(this: Generator<number>) { return this.next().value } })

export default function* main(): Task {
  const it = body() as Generator<number> & { first(): number }
  yield
  log(it.first()) // expect: 1
}
