// `let x` without initialiser is undefined again in each turn; a var keeps its value.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  for (let i = 0; i < 3; i++) {
    let x: number | undefined
    var y: number | undefined
    log(x, y)
    x = y = i
    yield
  }
}

/* expect:
  undefined undefined
  undefined 0
  undefined 1
*/
