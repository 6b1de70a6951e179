// Rest leaves out the keys that were taken, computed and numeric ones too, and copies own enumerable ones only.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const symbol = Symbol.for('stillframe.rest')
  const source = Object.create({ inherited: 1 }) as Record<PropertyKey, unknown>
  Object.assign(source, { 1: 'one', 2: 'two', a: 'a', [symbol]: 's' })
  Object.defineProperty(source, 'hidden', { value: 1, enumerable: false })
  const { [yield* later(1)]: one, ...rest } = source
  log(one, rest) // expect: one { 2: "two", a: "a", Symbol(stillframe.rest): "s" }
}
