// A generator function is not a constructor; its prototype has no constructor property, and its objects inherit from it.

import { log, type Task } from '../log.ts'

function* body(): Task<number> {
  yield
  return 1
}

export default function* main(): Task {
  let refused = false
  try {
    new (body as unknown as new () => object)()
  } catch (error) {
    refused = error instanceof TypeError
  }
  yield
  const it = body()
  log(refused, Object.hasOwn(body.prototype as object, 'constructor'), it instanceof (body as never), typeof body) // expect: true false true function
  log(Object.prototype.toString.call(it), Object.prototype.toString.call(body)) // expect: [object Generator] [object GeneratorFunction]
  log(it[Symbol.iterator]() === it, Object.getPrototypeOf(it) === body.prototype) // expect: true true
}
