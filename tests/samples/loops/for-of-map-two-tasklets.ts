// One tasklet deletes entries that another has visited already: no entry is skipped, none visited twice.

import { spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* reader(map: Map<string, number>): Task<string[]> {
  const seen: string[] = []
  for (const [key] of map) {
    seen.push(key)
    yield
  }
  return seen
}

export default function* main(): Task {
  const map = new Map([['a', 1], ['b', 2], ['c', 3], ['d', 4]])
  const tasklet = spawn(reader, map)
  yield
  yield
  map.delete('a')
  log(yield* tasklet.join()) // expect: ["a", "b", "c", "d"]
}
