// break and continue in finally discard errors and returns.

import { log, type Task } from '../log.ts'

function* run(): Task<string> {
  for (let i = 0; ; i++) {
    try {
      yield
      if (i === 0) throw new Error('discarded')
      if (i === 1) return 'discarded too'
      if (i === 2) throw new Error('discarded as well')
    } finally {
      yield
      if (i < 2) continue
      break
    }
  }
  return 'end'
}

export default function* main(): Task {
  log(yield* run()) // expect: end
}
