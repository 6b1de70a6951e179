import { channel, Scheduler, type Channel } from 'stillframe'

const TRIPS = 300_000

function* server(requests: Channel<number>, replies: Channel<number>) {
  for (let i = 0; i < TRIPS; i++) yield* replies.send((yield* requests.receive()) + 1)
}

function* client(requests: Channel<number>, replies: Channel<number>) {
  let value = 0
  for (let i = 0; i < TRIPS; i++) {
    yield* requests.send(value)
    value = yield* replies.receive()
  }
  return value
}

export function round(): number {
  const scheduler = new Scheduler()
  const requests = channel<number>()
  const replies = channel<number>()
  scheduler.spawn(server, requests, replies)
  const tasklet = scheduler.spawn(client, requests, replies)
  scheduler.run()
  if (tasklet.result !== TRIPS) throw new Error(`wrong count ${tasklet.result}`)
  return TRIPS
}
