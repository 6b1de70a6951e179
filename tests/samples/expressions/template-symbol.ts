// A symbol in a template is a TypeError, after the yield before it.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const symbol = Symbol.for('stillframe.sample') as unknown as string
  try {
    log(`${yield* later('x')} ${symbol}`)
  } catch (error) {
    log(error instanceof TypeError) // expect: true
  }
}
