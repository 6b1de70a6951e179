// Closures made in init, test, update and body of a for statement: who shares a binding with whom.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const at: Record<string, (() => number)[]> = { init: [], test: [], update: [], body: [] }
  const keep = (where: string, f: () => number): true => (at[where].push(f), true)
  for (let i = 0, f = keep('init', () => i); f && keep('test', () => i) && i < 2; keep('update', () => i), i++) {
    keep('body', () => i)
    yield
  }
  yield
  for (const where of Object.keys(at)) log(where, at[where].map((f) => f()))
}

/* expect:
  init [0]
  test [0, 1, 2]
  update [1, 2]
  body [0, 1]
*/
