// The binding ends with its work: by a result, an error or a kill. Values may be objects.

import { sleep, spawn } from 'stillframe'
import { context } from 'stillframe/context'
import { log, type Task } from '../log.ts'

const trace = context<{ steps: string[] }>('trace')

function* step(name: string): Task {
  yield* sleep(1)
  trace.get()?.steps.push(name)
  if (name === 'bad') throw new Error('failed')
}

function* child(record: { steps: string[] }): Task {
  try {
    yield* trace.with(record, sleep(100))
  } finally {
    log('after the kill:', trace.get())
  }
}

export default function* main(): Task {
  const record = { steps: [] as string[] }
  yield* trace.with(record, step('good'))
  try {
    yield* trace.with(record, step('bad'))
  } catch {
    log(record.steps, trace.get())
  }
  yield* step('unseen')
  log(record.steps)
  const tasklet = spawn(child, record)
  yield* sleep(5)
  yield* tasklet.cancel()
}

/* expect:
  ["good", "bad"] undefined
  ["good", "bad"]
  after the kill: undefined
*/
// shuffle-safe
