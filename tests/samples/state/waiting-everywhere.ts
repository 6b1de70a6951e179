// Tasklets that wait in every way at once.

import { type Channel, channel, request, spawn, sleep, type Tasklet } from 'stillframe'
import { log, type Task } from '../log.ts'

export const handlers = { ask: (args: unknown) => Promise.resolve(args) }

function* sleeper(): Task<string> {
  yield* sleep(5)
  return 'slept'
}

function* asker(): Task<string> {
  return yield* request<string>('ask', 'asked')
}

function* receiver(box: Channel<string>): Task<string> {
  return yield* box.receive()
}

function* joiner(target: Tasklet<string>): Task<string> {
  return `joined: ${yield* target.join()}`
}

export default function* main(): Task {
  const box = channel<string>()
  const all = [spawn(sleeper), spawn(asker), spawn(receiver, box)]
  all.push(spawn(joiner, all[0]))
  yield
  yield
  yield* box.send('received')
  for (const tasklet of all) log(yield* tasklet.join())
}

/* expect:
  slept
  asked
  received
  joined: slept
*/
