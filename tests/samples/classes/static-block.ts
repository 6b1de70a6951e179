// Static blocks and fields run when the class is evaluated.

import { log, type Task } from '../log.ts'

class Config {
  static values: number[] = []
  static {
    for (let i = 0; i < 3; i++) Config.values.push(i * i)
  }
  static *read(): Task<number> {
    let sum = 0
    for (const value of this.values) {
      yield
      sum += value
    }
    return sum
  }
}

export default function* main(): Task {
  log(yield* Config.read()) // expect: 5
}
