// A closed topic ends its subscriptions, with its cause, and refuses further sends.

import { spawn } from 'stillframe'
import { topic, type Topic } from 'stillframe/topics'
import { log, type Task } from '../log.ts'

function* publisher(news: Topic<number>): Task {
  try {
    yield* news.send(1)
  } catch (error) {
    log('publisher', (error as Error).message, (error as Error).cause)
  }
}

export default function* main(): Task {
  const news = topic<number>()
  const slow = news.subscribe()
  spawn(publisher, news)
  yield
  news.close('shut')
  yield
  log(slow.closed, slow.cause, yield* slow.next())
  log(news.subscribe().closed)
  yield* publisher(news)
}

/* expect:
  publisher send on a closed channel shut
  true shut { value: undefined, done: true }
  true
  publisher send on a closed channel shut
*/
