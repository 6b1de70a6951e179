// A topic and a latest at the top level of a module are the same ones to whoever names them and to whoever was handed them, in
// a restored world too.

import { sleep, spawn, type Channel } from 'stillframe'
import { latest, topic, type Latest, type Topic } from 'stillframe/topics'
import { log, type Task } from '../log.ts'

const news = topic<string>()
const level = latest(1)

function* hears(box: Channel<string>): Task {
  yield* box.each(function* (text) { log('hears', text) })
}

function* sees(box: Channel<number>): Task {
  yield* box.each(function* (value) { log('sees', value) })
}

function* speaks(given: Topic<string>, gauge: Latest<number>): Task {
  yield* sleep(1)
  log(given === news, gauge === level)
  yield* news.send('by name')
  yield* given.send('as given')
  gauge.set(2)
  yield* sleep(1)
  log(level.value)
  level.set(3)
  yield* sleep(1)
  log(gauge.value, given.subscribers.length)
}

export default function* main(): Task {
  const held = [news, level]
  level.set(1) // this module may have been played before
  const heard = news.subscribe()
  const seen = level.subscribe()
  const all = [spawn(hears, heard), spawn(sees, seen)]
  yield* spawn(speaks, news, level).join()
  heard.close()
  seen.close()
  for (const tasklet of all) yield* tasklet.join()
  log(held[0] === news, held[1] === level)
}

/* expect:
  sees 1
  true true
  hears by name
  hears as given
  sees 2
  2
  sees 3
  3 1
  true true
*/
