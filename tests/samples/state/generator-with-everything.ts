// A generator object suspended in try, in a loop, with closures, while its owner is suspended too.

import { log, type Task } from '../log.ts'

function* machine(start: number): Generator<number, string, string> {
  let state = start
  const bump = (by: number): number => (state += by)
  try {
    for (const step of [1, 10, 100]) {
      const command = yield bump(step)
      if (command === 'stop') return `stopped at ${state}`
    }
    return 'end'
  } finally {
    bump(1000)
    log('state', state)
  }
}

export default function* main(): Task {
  const a = machine(0)
  const b = machine(5)
  log(a.next().value, b.next().value) // expect: 1 6
  yield
  log(a.next('go').value, b.next('go').value) // expect: 11 16
  yield
  log(a.next('stop')) // expect: state 1011
  // expect: { value: "stopped at 11", done: true }
  log(b.return('bye')) // expect: state 1016
  // expect: { value: "bye", done: true }
}
