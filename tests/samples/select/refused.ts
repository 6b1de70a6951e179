// An arm that fails as the select is about to wait: the tasklet goes on in the same turn, and keeps its place among the others.

import { channel, request, schedule, select, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* asker(): Task {
  const box = channel<number>()
  try {
    yield* select([box.receive(), request('nobody answers this', 1)])
  } catch (error) {
    log((error as { code: string }).code)
  }
  log(`asker goes on, ${box.balance} wait`)
  yield* schedule()
  log('asker, second turn')
  yield* schedule()
  log('asker, third turn')
}

function* other(): Task {
  log('other')
  yield* schedule()
  log('other, second turn')
}

export default function* main(): Task {
  const tasklet = spawn(asker)
  spawn(other)
  yield* tasklet.join()
  log('the end')
}

/* expect:
  NO_HANDLER
  asker goes on, 0 wait
  other
  asker, second turn
  other, second turn
  asker, third turn
  the end
*/
