// break, continue and return run every finally they leave, from the inside out.

import { log, type Task } from '../log.ts'

function* run(how: string): Task<string[]> {
  const seen: string[] = []
  outer: for (let i = 0; i < 2; i++) {
    try {
      for (;;) {
        try {
          yield
          if (how === 'break') break outer
          if (how === 'continue') continue outer
          return seen
        } finally {
          yield
          seen.push(`inner ${i}`)
        }
      }
    } finally {
      yield
      seen.push(`outer ${i}`)
    }
  }
  seen.push('end')
  return seen
}

export default function* main(): Task {
  log(yield* run('break')) // expect: ["inner 0", "outer 0", "end"]
  log(yield* run('continue')) // expect: ["inner 0", "outer 0", "inner 1", "outer 1", "end"]
  log(yield* run('return')) // expect: ["inner 0", "outer 0"]
}
