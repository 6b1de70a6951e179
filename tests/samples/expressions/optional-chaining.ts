// A short-circuited chain evaluates nothing of the rest, yields included.

import { log, type Task } from '../log.ts'

interface Thing { m?: (this: Thing, x: number) => string; name: string; deep?: { list: number[] } }

export default function* main(): Task {
  const none = null as Thing | null
  const ran: string[] = []
  function* mark(what: string): Task<number> {
    ran.push(what)
    yield
    return 0
  }
  log(none?.deep?.list[yield* mark('skipped key')]) // expect: undefined
  log(none?.m?.(yield* mark('skipped argument'))) // expect: undefined
  const thing: Thing = { name: 'thing', m(x) { return `${this.name} ${x}` }, deep: { list: [4] } }
  log(thing?.m?.(yield* mark('argument'))) // expect: thing 0
  log(thing?.deep?.list[yield* mark('key')]) // expect: 4
  log(ran) // expect: ["argument", "key"]
}
