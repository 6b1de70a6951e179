// shuffle-safe
// A request is answered by its handler.

import { request } from 'stillframe'
import { log, type Task } from '../log.ts'

export const handlers = { double: (args: unknown) => (args as number) * 2 }

export default function* main(): Task {
  log(yield* request<number>('double', 21)) // expect: 42
}
