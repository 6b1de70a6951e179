// shuffle-safe
// A handler's error is thrown where the request is waited for.

import { request } from 'stillframe'
import { log, type Task } from '../log.ts'

export const handlers = {
  fail() {
    throw new RangeError('no such thing')
  },
  reject: () => Promise.reject(new TypeError('rejected')),
}

export default function* main(): Task {
  for (const kind of ['fail', 'reject']) {
    try {
      yield* request(kind)
    } catch (error) {
      log((error as Error).name, (error as Error).message)
    }
  }
}

/* expect:
  RangeError no such thing
  TypeError rejected
*/
