// Patterns assign to members and elements; the target is evaluated before the value is read.
// @ts-nocheck: the type checker refuses what this shows

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const o: Record<string, unknown> = {}
  const list: unknown[] = []
  const order: string[] = []
  const target = (name: string): Record<string, unknown> => (order.push(`target ${name}`), o)
  const source = {
    get x() {
      order.push('get x')
      return undefined
    },
    y: [1, 2, 3],
  }
  ;({ x: target('x').x = yield* later('default'), y: [list[0], ...target('y').rest as unknown[]] } = source as never)
  log(o, list, order) // expect: { x: "default", rest: [2, 3] } [1] ["target x", "get x", "target y"]
}
