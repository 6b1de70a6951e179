// shuffle-safe
// A channel with one token is a lock.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* worker(token: Channel<string>, state: { inside: number; most: number }): Task {
  for (let i = 0; i < 2; i++) {
    const key = yield* token.receive()
    state.inside++
    state.most = Math.max(state.most, state.inside)
    yield
    state.inside--
    yield* token.send(key)
  }
}

export default function* main(): Task {
  const token = channel<string>(1)
  yield* token.send('key')
  const state = { inside: 0, most: 0 }
  const all = [1, 2, 3].map(() => spawn(worker, token, state))
  for (const tasklet of all) yield* tasklet.join()
  log(state.most, state.inside) // expect: 1 0
}
