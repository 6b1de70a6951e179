// A sender that waits when the channel is closed gets ChannelClosed, with the cause.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* sender(box: Channel<number>): Task {
  try {
    yield* box.send(1)
  } catch (error) {
    log((error as Error).name, (error as Error).message, (error as Error).cause)
  }
}

export default function* main(): Task {
  const box = channel<number>()
  spawn(sender, box)
  yield
  box.close('the shop is shut')
}

/* expect:
  ChannelClosed send on a closed channel the shop is shut
*/
