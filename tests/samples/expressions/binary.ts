// Binary operators with yields on both sides.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

class Point {}

export default function* main(): Task {
  log((yield* later(2)) ** (yield* later(3)) ** (yield* later(2))) // expect: 512
  log((yield* later('a')) in (yield* later({ a: 1 })), (yield* later(new Point())) instanceof Point) // expect: true true
  log((yield* later(7)) % (yield* later(4)), (yield* later(1)) << (yield* later(4)), (yield* later(-1)) >>> (yield* later(28))) // expect: 3 16 15
  log((yield* later('1')) == ((yield* later(1)) as unknown), (yield* later(NaN)) !== (yield* later(NaN))) // expect: true true
  log((yield* later('a')) < (yield* later('b')), (yield* later(2n)) * (yield* later(3n))) // expect: true 6n
}
