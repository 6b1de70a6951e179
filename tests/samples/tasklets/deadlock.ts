// Who waits for nobody is left over.

import { channel } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  log('waits') // expect: waits
  yield* channel<number>().receive()
  log('never')
}
// expect deadlock
