// shuffle-safe
// Requests of several tasklets wait at the same time.

import { request, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

export const handlers = { later: (args: unknown) => Promise.resolve(args) }

function* ask(n: number): Task<number> {
  return (yield* request<number>('later', n)) * 10
}

export default function* main(): Task {
  const all = [1, 2, 3].map((n) => spawn(ask, n))
  const answers: number[] = []
  for (const tasklet of all) answers.push(yield* tasklet.join())
  log(answers) // expect: [10, 20, 30]
}
