// `this` of a tasklet's plain function is undefined.

import { spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* body(this: unknown): Task<unknown> {
  const arrow = (): unknown => this
  yield
  return [this, arrow()]
}

export default function* main(): Task {
  log(yield* spawn(body as () => Task<unknown>).join()) // expect: [undefined, undefined]
  log(yield* body.call(7)) // expect: [7, 7]
}
