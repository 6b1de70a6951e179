// shuffle-safe
// Closures in structures that their variables hold: cycles through scopes.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const registry: { list: (() => unknown)[]; self?: unknown } = { list: [] }
  let n = 0
  const f = (): unknown => [n, registry.list.length, registry.self === registry, g === registry.list[1]]
  const g = (): number => ++n
  registry.list.push(f, g)
  registry.self = registry
  yield
  g()
  yield
  log(registry.list[0]()) // expect: [1, 2, true, true]
}
