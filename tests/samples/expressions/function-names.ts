// An anonymous function is called after what it is given to, also when the lowering takes it elsewhere.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const o = { a: yield* later(0), f: () => 1, g: function () {}, ['h' + (yield* later(1))]: () => 2, k: class {} }
  log(o.f.name, o.g.name, (o as unknown as Record<string, () => void>).h1?.name, o.k.name) // expect: f g h1 k
  let v = () => 1
  const w = (yield* later(0), () => 2)
  yield
  log(v.name, `<${w.name}>`) // expect: v <>
  v ??= () => 3
  const { d = () => 4, e = yield* later(5) } = {} as { d?: () => number; e?: number }
  log(d.name, e) // expect: d 5
}
