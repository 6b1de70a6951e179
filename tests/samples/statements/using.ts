// modes: not native: Node 20 does not know `using`
// A `using` declaration disposes of its value when its block is left, in reverse order, also across yields.

import { log, type Task } from '../log.ts'

const opened = (name: string, seen: string[]): Disposable => ({
  [Symbol.dispose]() {
    seen.push(`close ${name}`)
  },
})

export default function* main(): Task {
  const seen: string[] = []
  try {
    using a = opened('a', seen)
    using b = opened('b', seen)
    yield
    seen.push(`body ${a !== b}`)
    throw new Error('out')
  } catch (error) {
    seen.push((error as Error).message)
  }
  log(seen) // expect: ["body true", "close b", "close a", "out"]
}
