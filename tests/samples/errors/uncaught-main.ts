// An error of the first tasklet.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  log('before') // expect: before
  yield
  throw new Error('main failed') // expect error: main failed
}
