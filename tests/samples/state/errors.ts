// shuffle-safe
// Errors keep class, message, cause and further fields.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const cause = new SyntaxError('cause')
  const error = Object.assign(new RangeError('message', { cause }), { code: 7, self: null as unknown })
  error.self = error
  const many = new AggregateError([error, cause], 'many')
  yield
  log(error instanceof RangeError, error.message, error.cause === cause, error.code, error.self === error) // expect: true message true 7 true
  log(many.errors[0] === error, many instanceof AggregateError, typeof error.stack, Object.keys(error)) // expect: true true string ["code", "self"]
}
