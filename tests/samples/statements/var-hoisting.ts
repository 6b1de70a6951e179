// var is hoisted out of blocks, and starts as undefined.
// @ts-nocheck: the type checker refuses what this shows

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  log(typeof x, x!) // expect: undefined undefined
  yield
  if (yield* later(true)) {
    var x = yield* later(1)
    for (var i = 0; i < 3; i++) yield
  }
  log(x!, i!) // expect: 1 3
  var x = yield* later(2)
  log(x) // expect: 2
}
