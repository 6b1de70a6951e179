// shuffle-safe
// Callbacks kept in arrays, Maps and objects.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const log2: string[] = []
  const handlers = new Map<string, (x: number) => void>()
  for (const name of ['a', 'b']) handlers.set(name, (x) => { log2.push(`${name}${x}`) })
  const list = [() => log2.length, () => log2.join()]
  const o = { reset: () => { log2.length = 0 } }
  yield
  handlers.get('a')?.(1)
  yield
  handlers.get('b')?.(2)
  log(list[0](), list[1]()) // expect: 2 a1,b2
  o.reset()
  yield
  log(list.map((f) => f())) // expect: [0, ""]
}
