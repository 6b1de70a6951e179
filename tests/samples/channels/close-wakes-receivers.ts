// A closed channel wakes every receiver with ChannelClosed.

import { type Channel, channel, ChannelClosed, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* receiver(name: string, box: Channel<number>): Task {
  try {
    yield* box.receive()
  } catch (error) {
    log(name, (error as ChannelClosed).code, error instanceof ChannelClosed)
  }
}

export default function* main(): Task {
  const box = channel<number>()
  spawn(receiver, 'a', box)
  spawn(receiver, 'b', box)
  yield
  box.close()
  log('closed', box.closed, box.balance)
}

/* expect:
  closed true 0
  a CHANNEL_CLOSED true
  b CHANNEL_CLOSED true
*/
