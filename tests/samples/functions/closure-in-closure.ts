// A closure in a closure, over variables of three levels.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  let a = 1
  const outer = (b: number) => {
    let c = 10
    return (d: number): number => (a++, c++, a + b + c + d)
  }
  const f = outer(100)
  yield
  const g = outer(200)
  yield
  log(f(1000), f(1000), g(1000), a) // expect: 1113 1115 1215 4
}
