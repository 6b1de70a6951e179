// When a select meets a partner that waits, the channel's preference says who goes on, as for a plain receive.

import { type Channel, channel, select, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* receiver(name: string, box: Channel<number>): Task {
  log(name, yield* box.receive())
}

function* selecting(name: string, box: Channel<number>): Task {
  log(name, (yield* select({ box: box.receive() })).value)
}

export default function* main(): Task {
  const box = channel<number>()
  for (const body of [receiver, selecting]) {
    spawn(body, body.name, box)
    yield
    log(yield* select({ sent: box.send(1) }))
  }
  for (const preference of [0, 1] as const) {
    box.preference = preference
    spawn(selecting, `preference ${preference}`, box)
    yield
    yield* box.send(1)
    log('main')
    yield
  }
}

/* expect:
  receiver 1
  { key: "sent", value: undefined }
  selecting 1
  { key: "sent", value: undefined }
  main
  preference 0 1
  main
  preference 1 1
*/
