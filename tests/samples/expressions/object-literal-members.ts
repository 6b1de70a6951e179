// Getters, setters, methods, shorthand and __proto__ beside a yield.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const proto = { inherited: true }
  const short = 'short'
  let stored = 0
  const o = {
    first: yield* later(1),
    get double() { return this.first * 2 },
    set store(value: number) { stored = value },
    method(): number { return this.first + 10 },
    __proto__: proto,
    short,
    [yield* later('computed')]() { return 'm' },
    last: yield* later(2),
  }
  o.store = 5
  log(o.double, o.method(), short, stored, o.last) // expect: 2 11 short 5 2
  log(Object.getPrototypeOf(o) === proto, Object.keys(o).join()) // expect: true first,double,store,method,short,computed,last
}
