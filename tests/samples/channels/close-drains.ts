// Values in the buffer of a closed channel are still received; then comes the end.

import { channel, ChannelClosed } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const box = channel<number>(3)
  yield* box.send(1)
  yield* box.send(2)
  box.close()
  log(yield* box.receive(), yield* box.receive()) // expect: 1 2
  try {
    yield* box.receive()
  } catch (error) {
    log((error as ChannelClosed).code) // expect: CHANNEL_CLOSED
  }
  try {
    yield* box.send(3)
  } catch (error) {
    log((error as Error).message) // expect: send on a closed channel
  }
}
