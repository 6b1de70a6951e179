// finally runs after try and after catch, and yields on the way.

import { log, type Task } from '../log.ts'

function* run(fail: boolean): Task<string[]> {
  const seen: string[] = []
  try {
    seen.push('try')
    yield
    if (fail) throw 'error'
    seen.push('end of try')
  } catch (error) {
    seen.push(`catch ${error}`)
    yield
  } finally {
    seen.push('finally')
    yield
  }
  seen.push('after')
  return seen
}

export default function* main(): Task {
  log(yield* run(false)) // expect: ["try", "end of try", "finally", "after"]
  log(yield* run(true)) // expect: ["try", "catch error", "finally", "after"]
}
