// Generator methods of classes: this, fields, and calls of each other.

import { log, type Task } from '../log.ts'

class Robot {
  x = 0
  name: string
  constructor(name: string) {
    this.name = name
  }
  *step(by: number): Task<number> {
    yield
    this.x += by
    return this.x
  }
  *walk(times: number): Task<string> {
    for (let i = 0; i < times; i++) yield* this.step(i)
    return `${this.name} at ${this.x}`
  }
}

export default function* main(): Task {
  const robot = new Robot('r2')
  log(yield* robot.walk(4)) // expect: r2 at 6
  log(yield* robot.step(1)) // expect: 7
}
