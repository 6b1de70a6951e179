// do-while runs its body once at least; continue goes to the test.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const seen: string[] = []
  let i = 0
  do {
    seen.push(`body ${i}`)
    yield
    if (i === 1) continue
    seen.push(`after ${i}`)
  } while ((seen.push('test'), yield* later(++i)) < 3)
  log(seen.join(' ')) // expect: body 0 after 0 test body 1 test body 2 after 2 test
  do yield
  while (false)
}
