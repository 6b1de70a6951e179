// Errors thrown while the others clean up are not lost: they are in the `errors` of the first.

import { channel, scope } from 'stillframe'
import { log, type Task } from '../log.ts'

function* sibling(name: string): Task {
  try {
    yield* channel<void>().receive()
  } finally {
    throw new Error(`${name} can't clean up`)
  }
}

export default function* main(): Task {
  try {
    yield* scope(function* (s) {
      s.spawn(sibling, 'one')
      s.spawn(sibling, 'two')
      yield
      throw new Error('the first')
    })
  } catch (error) {
    log((error as Error).message, (error as AggregateError).errors.map((other: Error) => other.message))
  }
}

// expect: the first ["one can't clean up", "two can't clean up"]
