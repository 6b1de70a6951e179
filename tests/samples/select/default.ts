// With a default, select never waits.

import { channel, select } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const box = channel<number>(1)
  log(yield* select({ box: box.receive() }, { default: true })) // expect: { key: "default", value: undefined }
  log(yield* select({ sent: box.send(1) }, { default: true })) // expect: { key: "sent", value: undefined }
  log(yield* select({ sent: box.send(2) }, { default: true })) // expect: { key: "default", value: undefined }
  log(yield* select([box.receive()], { default: true })) // expect: { key: 0, value: 1 }
  log(box.balance) // expect: 0
}
