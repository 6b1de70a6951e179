// shuffle-safe
// each() runs its body for every value until the channel is closed and drained; the body may wait, and close over variables.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* producer(box: Channel<string>): Task {
  for (const word of ['to', 'be', 'or', 'not']) yield* box.send(word)
  box.close()
}

export default function* main(): Task {
  const box = channel<string>()
  spawn(producer, box)
  let text = ''
  yield* box.each(function* (word) {
    const before = text
    yield
    text = `${before}${word} `
  })
  log(text.trim()) // expect: to be or not
}
