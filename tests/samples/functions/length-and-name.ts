// length counts the parameters before the first default; names of generator functions.

import { log, type Task } from '../log.ts'

function* plain(_a: number, _b: number, _c = 1, ..._d: number[]): Task {}
const expression = function* (): Task {}
const o = { *method(): Task {}, *['com' + 'puted'](): Task {} }

export default function* main(): Task {
  yield
  log(plain.length, plain.name, expression.name, o.method.name, (o as unknown as Record<string, () => void>).computed.name) // expect: 2 plain expression method computed
}
