// What is no longer used at a yield need not be saved: a value that can't be saved does no harm.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const weak = new WeakMap<object, number>()
  const key = {}
  weak.set(key, 5)
  const five = weak.get(key)
  yield
  log(five) // expect: 5
  {
    const promise = Promise.resolve(1)
    log(promise instanceof Promise) // expect: true
  }
  for (let round = 0; round < 2; round++) {
    try {
      yield
      throw Object.assign(new Error('no'), { socket: new WeakMap() })
    } catch (error) {
      log((error as Error).message, round)
      /* expect:
      no 0
      no 1
      */
      if (round > 5) yield error
    }
    yield
  }
  yield
  log('end') // expect: end
}
