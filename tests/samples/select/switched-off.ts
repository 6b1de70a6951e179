// Arms that are null, undefined or false are switched off.

import { channel, select } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const box = channel<number>(4)
  const queue: number[] = [3, 4]
  const out = channel<number>(1)
  yield* box.send(1)
  while (queue.length > 0 || box.buffered > 0) {
    const got = yield* select({
      out: queue.length > 0 && out.send(queue[0]),
      in: box.buffered > 0 ? box.receive() : null,
      drain: out.receive(),
    })
    if (got.key === 'out') queue.shift()
    log(got.key, got.value)
    yield
  }
}

/* expect:
  out undefined
  in 1
  drain 3
  out undefined
*/
