// A publisher that is killed while subscribers lag: who has the value keeps it, the others don't get it.

import { spawn } from 'stillframe'
import { topic, type Topic } from 'stillframe/topics'
import { log, type Task } from '../log.ts'

function* publisher(news: Topic<string>): Task {
  yield* news.send('news')
}

export default function* main(): Task {
  const news = topic<string>()
  const quick = news.subscribe(1)
  const slow = news.subscribe()
  const running = spawn(publisher, news)
  yield
  log(quick.buffered, slow.balance)
  running.kill()
  yield
  log(quick.buffered, slow.balance, running.status)
}

/* expect:
  1 1
  1 0 killed
*/
