// &&, ||, ?? and ?: run only the operand they choose.

import { log, type Task } from '../log.ts'

function* say<T>(value: T): Task<T> {
  log('say', value)
  yield
  return value
}

export default function* main(): Task {
  log((yield* say(0)) && (yield* say('never')))
  log((yield* say(0)) || (yield* say('or')))
  log((yield* say(null)) ?? (yield* say('nullish')))
  log((yield* say(1)) ? yield* say('then') : yield* say('else'))
}

/* expect:
  say 0
  0
  say 0
  say or
  or
  say null
  say nullish
  nullish
  say 1
  say then
  then
*/
