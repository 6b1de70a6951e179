import { meeting, receive, run, send, spawn, type Body, type Meeting } from '../../shared/meeting.ts'

function* server(trips: number, requests: Meeting, replies: Meeting): Body {
  for (let i = 0; i < trips; i++) yield* send(replies, (yield* receive(requests)) + 1)
}

function* client(trips: number, requests: Meeting, replies: Meeting): Body {
  last = 0
  for (let i = 0; i < trips; i++) {
    yield* send(requests, last)
    last = yield* receive(replies)
  }
}

let last = 0

export function round(trips: number): number {
  const [requests, replies] = [meeting(), meeting()]
  spawn(server(trips, requests, replies))
  spawn(client(trips, requests, replies))
  run()
  if (last !== trips) throw new Error(`wrong count ${last}`)
  return trips
}
