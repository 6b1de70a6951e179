// shuffle-safe
// Functions of the language held across a yield are the same functions.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const held = { max: Math.max, push: Array.prototype.push, Map, parse: JSON.parse }
  yield
  log(held.max === Math.max, held.push === [].push, held.Map === Map, held.parse('[1]')) // expect: true true true [1]
}
