import { channel, Scheduler, type Channel } from 'stillframe'

function* server(trips: number, requests: Channel<number>, replies: Channel<number>) {
  for (let i = 0; i < trips; i++) yield* replies.send((yield* requests.receive()) + 1)
}

function* client(trips: number, requests: Channel<number>, replies: Channel<number>) {
  let value = 0
  for (let i = 0; i < trips; i++) {
    yield* requests.send(value)
    value = yield* replies.receive()
  }
  return value
}

export function round(trips: number): number {
  const scheduler = new Scheduler()
  const requests = channel<number>()
  const replies = channel<number>()
  scheduler.spawn(server, trips, requests, replies)
  const tasklet = scheduler.spawn(client, trips, requests, replies)
  scheduler.run()
  if (tasklet.result !== trips) throw new Error(`wrong count ${tasklet.result}`)
  return trips
}
