// A function declared in a block is hoisted to the start of the block, and is gone after it.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  if (yield* later(true)) {
    log(f()) // expect: in block
    yield
    function f(): string { return 'in block' }
  }
  log(typeof (globalThis as Record<string, unknown>).f) // expect: undefined
}
