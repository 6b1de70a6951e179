// shuffle-safe
// Values beyond JSON, held across a yield.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const values = [undefined, null, NaN, Infinity, -Infinity, -0, 123456789012345678901234567890n, '', '\u0000\ud83d\ude00\ud800', true]
  yield
  log(values) // expect: [undefined, null, NaN, Infinity, -Infinity, -0, 123456789012345678901234567890n, "", "\u0000😀\ud800", true]
}
