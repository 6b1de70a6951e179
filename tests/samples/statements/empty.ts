// Empty statements, empty blocks, and expression statements that are only a yield.
// @ts-nocheck: the type checker refuses what this shows

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  ;
  {}
  if (yield* later(false)) ; else {}
  for (let i = 0; i < 2; i++) ;
  yield
  void 0
  log('end') // expect: end
}
