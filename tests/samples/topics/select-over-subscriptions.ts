// shuffle-safe
// Subscriptions are channels: they can be selected, looped over, closed.

import { select, sleep, spawn } from 'stillframe'
import { latest, topic, type Topic } from 'stillframe/topics'
import { log, type Task } from '../log.ts'

function* publisher(news: Topic<string>): Task {
  for (const word of ['a', 'b', 'c']) {
    yield* sleep(10)
    yield* news.send(word)
  }
  news.close()
}

export default function* main(): Task {
  const news = topic<string>()
  const level = latest(0)
  const box = news.subscribe(1)
  const levels = level.subscribe()
  spawn(publisher, news)
  const seen: string[] = []
  for (let n = 0; ; ) {
    const got = yield* select({ news: box.next(), level: levels.next(), time: sleep(7) })
    if (got.key === 'time') {
      level.set(++n)
    } else if (got.key === 'news') {
      if (got.value.done) break
      seen.push(got.value.value)
    } else {
      seen.push(`level ${got.value.value}`)
    }
  }
  log(seen.join(' ')) // expect: level 0 level 1 a level 2 b level 3 c
}
