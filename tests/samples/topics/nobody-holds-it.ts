// A topic and a latest of a module, which no tasklet holds: who listens still hears what is said later, and the value is the newest.

import { sleep, spawn } from 'stillframe'
import { latest, topic } from 'stillframe/topics'
import { log, type Task } from '../log.ts'

const news = topic<string>()
const level = latest(1)

function* listener(): Task {
  const box = news.subscribe(2)
  yield* sleep(10)
  log(yield* box.receive())
  box.close()
}

export default function* main(): Task {
  const busy = spawn(listener)
  level.set(7)
  yield* sleep(5)
  yield* news.send('late')
  yield* sleep(1)
  log('sent', level.value)
  yield* busy.join()
}

/* expect:
sent 7
late
*/
