// Spread arguments around a yield, of a function, a method and a constructor.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

class Pair {
  items: number[]
  constructor(...items: number[]) {
    this.items = items
  }
}

export default function* main(): Task {
  const o = { name: 'o', list(...items: number[]): string { return `${this.name} ${items.join()}` } }
  const two = new Set([1, 2])
  log(Math.max(...two, yield* later(9), ...[3])) // expect: 9
  log(o.list(...two, yield* later(3))) // expect: o 1,2,3
  log(new Pair(yield* later(0), ...two)) // expect: Pair { items: [0, 1, 2] }
}
