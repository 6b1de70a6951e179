// delete of an optional chain: true if the chain is short, else it deletes.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const none = undefined as Record<string, number> | undefined
  const some: Record<string, number> | undefined = { a: 1, b: 2 }
  log(delete none?.[yield* later('a')]) // expect: true
  log(delete some?.[yield* later('a')], some) // expect: true { b: 2 }
}
