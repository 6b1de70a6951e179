// return() runs finally, which may yield, and may override.

import { log, type Task } from '../log.ts'

function* plain(): Generator<number, string> {
  try {
    yield 1
  } finally {
    log('finally')
  }
  return 'never'
}

function* yields(): Generator<unknown, string> {
  try {
    yield 1
  } finally {
    yield 'still here'
    log('resumed')
  }
  return 'never'
}

function* overrides(): Generator<number, string> {
  try {
    yield 1
  } finally {
    return 'mine'
  }
}

export default function* main(): Task {
  const a = plain()
  a.next()
  yield
  log(a.return('yours')) // expect: finally
  // expect: { value: "yours", done: true }
  const b = yields()
  b.next()
  yield
  log(b.return('yours')) // expect: { value: "still here", done: false }
  yield
  log(b.next()) // expect: resumed
  // expect: { value: "yours", done: true }
  const c = overrides()
  c.next()
  yield
  log(c.return('yours'), c.next()) // expect: { value: "mine", done: true } { value: undefined, done: true }
}
