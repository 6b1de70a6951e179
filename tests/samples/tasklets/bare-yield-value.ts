// A bare yield gives undefined, whatever is yielded.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const nothing = yield
  const something = yield 'ignored'
  log(nothing, something) // expect: undefined undefined
}
