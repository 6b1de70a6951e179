// A channel can be sent through a channel: a reply address.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

interface Question { text: string; reply: Channel<string> }

function* server(box: Channel<Question>): Task {
  for (;;) {
    const { text, reply } = yield* box.receive()
    if (text === 'stop') return
    yield* reply.send(text.toUpperCase())
  }
}

export default function* main(): Task {
  const box = channel<Question>()
  const reply = channel<string>()
  const running = spawn(server, box)
  for (const text of ['one', 'two']) {
    yield* box.send({ text, reply })
    log(yield* reply.receive())
  }
  yield* box.send({ text: 'stop', reply })
  yield* running.join()
  log('stopped')
}

/* expect:
  ONE
  TWO
  stopped
*/
