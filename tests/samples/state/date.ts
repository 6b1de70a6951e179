// shuffle-safe
// Dates, also invalid ones, keep their time and their identity.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const date = new Date(86400000)
  const both = [date, date]
  const bad = new Date(NaN)
  yield
  date.setUTCFullYear(2000)
  log(both[0] === both[1], both[0], Number.isNaN(bad.getTime())) // expect: true 2000-01-02T00:00:00.000Z true
}
