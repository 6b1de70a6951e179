// shuffle-safe
// current() is the tasklet that runs, also after others have run.

import { current, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* check(out: boolean[]): Task {
  const me = current()
  for (let i = 0; i < 3; i++) {
    yield
    out.push(current() === me)
  }
}

export default function* main(): Task {
  const out: boolean[] = []
  const all = [spawn(check, out), spawn(check, out)]
  for (const tasklet of all) yield* tasklet.join()
  log(out) // expect: [true, true, true, true, true, true]
}
