// The callee and its `this` are evaluated before the arguments.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const o = {
    name: 'old',
    m(x: number): string { return `${this.name} m ${x}` },
  }
  const before = o
  log(o.m((o.m = () => 'new', yield* later(1)))) // expect: old m 1
  let f = (x: number): string => `f ${x}`
  log(f((f = () => 'g', yield* later(2)))) // expect: f 2
  let p = { name: 'p', m: (x: number): string => `p ${x}` }
  const q = p
  log(p.m((p = { name: 'r', m: () => 'r' }, yield* later(3))), q.name, before === o) // expect: p 3 p true
}
