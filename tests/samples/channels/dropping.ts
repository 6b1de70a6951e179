// A dropping channel keeps the oldest values: a send to a full one drops its own.

import { channel } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const box = channel<number>({ capacity: 3, overflow: 'drop' })
  for (let i = 1; i <= 7; i++) yield* box.send(i)
  yield
  box.close()
  log('lost', box.lost) // expect: lost 4
  yield* box.each(function* (n) {
    log(n)
  })
}

/* expect:
  1
  2
  3
*/
