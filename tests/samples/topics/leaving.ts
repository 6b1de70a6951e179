// Who closes its subscription leaves: a publisher that waits for it goes on.

import { spawn } from 'stillframe'
import { topic, type Topic } from 'stillframe/topics'
import { log, type Task } from '../log.ts'

function* publisher(news: Topic<string>): Task {
  yield* news.send('one')
  log('sent to all')
  yield* news.send('two')
  log('sent to nobody')
}

export default function* main(): Task {
  const news = topic<string>()
  const a = news.subscribe()
  const b = news.subscribe()
  const running = spawn(publisher, news)
  yield
  log('a', yield* a.receive())
  yield
  log(running.status)
  b.close()
  a.close()
  yield* running.join()
}

/* expect:
  a one
  parked
  sent to all
  sent to nobody
*/
