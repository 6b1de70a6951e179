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
  yield
  log('end') // expect: end
}
