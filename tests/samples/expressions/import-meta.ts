// import.meta belongs to the module, before and after a yield.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const before = typeof import.meta.url
  yield
  log(before, typeof import.meta.url) // expect: string string
}
