// shuffle-safe
// Every subscriber of a topic gets every value, in the same order.

import { type Channel, spawn } from 'stillframe'
import { topic } from 'stillframe/topics'
import { log, type Task } from '../log.ts'

function* reader(box: Channel<number>): Task<number[]> {
  const got: number[] = []
  yield* box.each(function* (n) {
    yield
    got.push(n)
  })
  return got
}

export default function* main(): Task {
  const news = topic<number>()
  yield* news.send(0)
  const readers = [0, 1, 5].map((capacity) => spawn(reader, news.subscribe(capacity)))
  for (let i = 1; i <= 4; i++) yield* news.send(i)
  news.close()
  for (const tasklet of readers) log(yield* tasklet.join())
}

/* expect:
  [1, 2, 3, 4]
  [1, 2, 3, 4]
  [1, 2, 3, 4]
*/
