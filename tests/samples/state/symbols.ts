// shuffle-safe
// Registered and well-known symbols are the same after a yield, as values and as keys.
// @ts-nocheck: the type checker refuses what this shows

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const key = Symbol.for('stillframe.state')
  const o = { [key]: 1, at: Symbol.iterator, plain: 2 }
  yield
  log(o[Symbol.for('stillframe.state')], o.at === Symbol.iterator, key === Symbol.for('stillframe.state')) // expect: 1 true true
}
