// Statements behind a return never run, but their names are declared.
// @ts-nocheck: the type checker refuses what this shows

import { log, type Task } from '../log.ts'

function* run(): Task<string> {
  yield
  return typeof hidden
  var hidden = 1
  yield hidden
}

export default function* main(): Task {
  log(yield* run()) // expect: undefined
}
