// shuffle-safe
// A regular expression keeps its flags and its lastIndex.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const re = /o(.)/g
  const seen: unknown[] = []
  for (let match = re.exec('foo boxes'); match; match = re.exec('foo boxes')) {
    seen.push(match[1], re.lastIndex)
    yield
  }
  log(seen, re.flags, re.source) // expect: ["o", 3, "x", 7] g o(.)
}
