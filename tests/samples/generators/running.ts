// A generator that is running can't be resumed from within.

import { log, type Task } from '../log.ts'

function* body(self: { it?: Generator }): Generator<string, void> {
  try {
    self.it?.next()
  } catch (error) {
    yield (error as Error).name
  }
}

export default function* main(): Task {
  const self: { it?: Generator } = {}
  self.it = body(self)
  yield
  log(self.it.next()) // expect: { value: "TypeError", done: false }
}
