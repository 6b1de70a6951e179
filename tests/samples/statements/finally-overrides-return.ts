// A return in finally takes the place of a return, and of an error.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

function* first(): Task<string> {
  try {
    yield
    return 'try'
  } finally {
    yield
    return 'finally'
  }
}

function* second(): Task<string> {
  try {
    throw new Error('lost')
  } finally {
    return yield* later('finally wins')
  }
}

export default function* main(): Task {
  log(yield* first()) // expect: finally
  log(yield* second()) // expect: finally wins
}
