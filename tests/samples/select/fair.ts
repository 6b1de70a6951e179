// A fair select takes any arm that can go on, as the scheduler's random source says: all of them, in the long run.

import { channel, select } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const boxes = [1, 2, 3].map(() => channel<number>(Infinity))
  for (const box of boxes) for (let i = 0; i < 30; i++) yield* box.send(i)
  const counts = [0, 0, 0]
  for (let i = 0; i < 30; i++) {
    const { key } = yield* select(boxes.map((box) => box.receive()), { fair: true })
    counts[key]++
    if (i % 10 === 0) yield
  }
  log(counts.every((count) => count > 3), counts[0] + counts[1] + counts[2]) // expect: true 30
}
