import { meeting, receive, run, send, spawn, type Body, type Meeting } from '../../shared/meeting.ts'

function* link(from: Meeting, to: Meeting): Body {
  while (true) {
    const token = yield* receive(from)
    if (token === 0) {
      ended = true
      return
    }
    yield* send(to, token - 1)
  }
}

function* start(first: Meeting, hops: number): Body {
  yield* send(first, hops)
}

let ended = false

export function round(tasklets: number, hops: number): number {
  ended = false
  const first = meeting()
  let from = first
  for (let i = 1; i < tasklets; i++) {
    const to = meeting()
    spawn(link(from, to))
    from = to
  }
  spawn(link(from, first))
  spawn(start(first, hops))
  run()
  if (!ended) throw new Error('the token is lost')
  return hops
}
