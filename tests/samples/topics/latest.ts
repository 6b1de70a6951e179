// A latest value: a subscription gives the present value and then changes, without those that were overtaken.

import { spawn } from 'stillframe'
import { latest, type Latest } from 'stillframe/topics'
import { log, type Task } from '../log.ts'

function* watcher(name: string, price: Latest<number>): Task {
  yield* price.subscribe().each(function* (value) {
    log(name, value)
    yield
    yield
  })
  log(name, 'end')
}

function* once(price: Latest<number>): Task {
  log('changed to', yield* price.changed())
}

export default function* main(): Task {
  const price = latest(1)
  spawn(watcher, 'w', price)
  spawn(once, price)
  yield
  for (let i = 2; i <= 7; i++) {
    price.set(i)
    log('set', price.value)
    if (i % 3 === 0) for (let k = 0; k < 4; k++) yield
  }
  price.close()
}

/* expect:
  w 1
  set 2
  set 3
  changed to 2
  w 3
  set 4
  set 5
  set 6
  w 4
  w 6
  set 7
  w 7
  w end
*/
