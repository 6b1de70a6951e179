// catch without a parameter.
// @ts-nocheck: the type checker refuses what this shows

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  try {
    yield
    null!.x
  } catch {
    yield
    log('caught') // expect: caught
  }
}
