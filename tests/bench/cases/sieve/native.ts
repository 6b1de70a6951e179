import { meeting, receive, run, send, spawn, type Body, type Meeting } from '../../shared/meeting.ts'

function* generate(out: Meeting): Body {
  for (let i = 2; !ended; i++) yield* send(out, i)
}

function* filter(from: Meeting, to: Meeting, prime: number): Body {
  while (!ended) {
    const n = yield* receive(from)
    if (n % prime !== 0) yield* send(to, n)
  }
}

function* sieve(primes: number): Body {
  let from = meeting()
  spawn(generate(from))
  for (let i = 0; i < primes; i++) {
    prime = yield* receive(from)
    const to = meeting()
    spawn(filter(from, to, prime))
    from = to
  }
  ended = true
}

let ended = false
let prime = 0

export function round(primes: number, last: number): number {
  ended = false
  spawn(sieve(primes))
  run()
  if (prime !== last) throw new Error(`wrong prime ${prime}`)
  return 1
}
