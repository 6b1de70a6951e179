// An error thrown after a yield is caught, with the error object itself.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const problem = new Error('problem')
  try {
    yield
    throw problem
  } catch (error) {
    yield
    log(error === problem) // expect: true
  }
  log('after') // expect: after
}
