// Joins and requests are arms, too: a request that loses is withdrawn.

import { request, select, sleep, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* worker(ms: number): Task<string> {
  yield* sleep(ms)
  return `after ${ms}`
}

export default function* main(): Task {
  const slow = spawn(worker, 20)
  const quick = spawn(worker, 5)
  log(yield* select({ never: sleep(Infinity), slow: slow.join(), quick: quick.join() })) // expect: { key: "quick", value: "after 5" }
  log(yield* select({ slow: slow.join(), quick: quick.join() })) // expect: { key: "quick", value: "after 5" }
  log(yield* select({ answer: request<string>('ask', 'why'), never: sleep(Infinity) })) // expect: { key: "answer", value: "why?" }
  log(yield* slow.join()) // expect: after 20
}

export const handlers = { ask: (args: unknown): string => `${args as string}?` }
