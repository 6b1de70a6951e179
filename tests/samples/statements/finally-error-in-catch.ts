// An error thrown in catch runs finally, and goes on.

import { log, type Task } from '../log.ts'

function* run(seen: string[]): Task {
  try {
    yield
    throw 'one'
  } catch (error) {
    yield
    seen.push(error as string)
    throw 'two'
  } finally {
    yield
    seen.push('finally')
  }
}

export default function* main(): Task {
  const seen: string[] = []
  try {
    yield* run(seen)
  } catch (error) {
    log(seen, error) // expect: ["one", "finally"] two
  }
}
