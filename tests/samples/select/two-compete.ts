// shuffle-safe
// Selects that wait on the same channels: each value goes to one of them.

import { type Channel, channel, select, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* worker(boxes: Channel<number>[], stop: Channel<never>): Task<number[]> {
  const got: number[] = []
  for (;;) {
    const { key, value } = yield* select([stop.next(), ...boxes.map((box) => box.receive())])
    if (key === 0) return got
    got.push(value as number)
    yield
  }
}

export default function* main(): Task {
  const boxes = [0, 1, 2].map((capacity) => channel<number>(capacity))
  const stop = channel<never>()
  const workers = [1, 2, 3].map(() => spawn(worker, boxes, stop))
  for (let i = 0; i < 12; i++) yield* boxes[i % 3].send(i)
  while (boxes.some((box) => box.buffered > 0)) yield
  stop.close()
  const all: number[] = []
  for (const tasklet of workers) all.push(...(yield* tasklet.join()))
  log(all.sort((a, b) => a - b)) // expect: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
}
