// shuffle-safe
// A handler may answer with a promise.

import { request } from 'stillframe'
import { log, type Task } from '../log.ts'

export const handlers = { greet: async (args: unknown) => `hello ${await Promise.resolve(args)}` }

export default function* main(): Task {
  const before = 'and '
  log(before + (yield* request<string>('greet', 'Ada'))) // expect: and hello Ada
}
