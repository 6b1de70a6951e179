// shuffle-safe
// A tasklet is called like its body, until somebody gives it another name.

import { current, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* courier(): Task<string> {
  const before = current().name
  current().name = 'courier to Rome'
  yield
  return `${before} / ${current().name}`
}

export default function* main(): Task {
  log(yield* spawn(courier).join()) // expect: courier / courier to Rome
}
