// A loop of a thousand turns that yields in some.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  let sum = 0
  for (let i = 0; i < 1000; i++) {
    sum += i
    if (i % 100 === 0) yield
  }
  log(sum) // expect: 499500
}
