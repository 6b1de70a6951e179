// Each subscriber says what happens when it lags: one makes the publisher wait, one keeps the newest, one the oldest.

import { spawn, type Channel } from 'stillframe'
import { topic, type Topic } from 'stillframe/topics'
import { log, type Task } from '../log.ts'

function* publisher(news: Topic<number>): Task {
  for (let i = 1; i <= 6; i++) {
    yield* news.send(i)
    log('sent', i)
  }
  news.close()
}

function* drain(name: string, box: Channel<number>): Task {
  const got: number[] = []
  yield* box.each(function* (n) {
    got.push(n)
  })
  log(name, got, 'lost', box.lost)
}

export default function* main(): Task {
  const news = topic<number>()
  const waits = news.subscribe(2)
  const slides = news.subscribe({ capacity: 2, overflow: 'slide' })
  const drops = news.subscribe({ capacity: 2, overflow: 'drop' })
  const all = news.subscribe(Infinity)
  const running = spawn(publisher, news)
  yield
  log(running.status, waits.balance)
  yield* drain('waits', waits)
  yield* drain('slides', slides)
  yield* drain('drops', drops)
  yield* drain('all', all)
}

/* expect:
  sent 1
  sent 2
  parked 1
  sent 3
  sent 4
  sent 5
  sent 6
  waits [1, 2, 3, 4, 5, 6] lost 0
  slides [5, 6] lost 4
  drops [1, 2] lost 4
  all [1, 2, 3, 4, 5, 6] lost 0
*/
