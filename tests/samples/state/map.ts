// shuffle-safe
// Maps keep their order, and keys that are objects their identity.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const key = { id: 1 }
  const map = new Map<unknown, unknown>([[key, 'object'], ['b', 1], ['a', 2], [NaN, 'nan'], [-0, 'zero']])
  map.set('self', map)
  yield
  log(map.get(key), [...map.keys()].length, map.get(NaN), map.get(0), map.get('self') === map) // expect: object 6 nan zero true
  log([...map.keys()].slice(1, 3)) // expect: ["b", "a"]
}
