// for-of over typed arrays and arguments.

import { log, type Task } from '../log.ts'

function* both(..._: number[]): Task<number[]> {
  const seen: number[] = []
  for (const x of new Uint8Array([1, 255, 256])) {
    yield
    seen.push(x)
  }
  for (const x of arguments as unknown as number[]) {
    yield
    seen.push(x)
  }
  return seen
}

export default function* main(): Task {
  log(yield* both(8, 9)) // expect: [1, 255, 0, 8, 9]
}
