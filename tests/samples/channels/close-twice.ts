// Closing again changes nothing.

import { channel } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const box = channel<number>(1)
  box.close('first')
  box.close('second')
  log(box.closed, box.cause) // expect: true first
}
