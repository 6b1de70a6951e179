// A getter that gives the callee runs once, before the arguments.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const order: string[] = []
  const o = {
    tag: 'o',
    get m() {
      order.push('get')
      return function (this: { tag: string }, x: string): string { return `${this.tag} ${x}` }
    },
  }
  function* argument(): Task<string> {
    order.push('argument')
    yield
    return 'x'
  }
  log(o.m(yield* argument()), order) // expect: o x ["get", "argument"]
}
