// Generators over generators, lazily.

import { log, type Task } from '../log.ts'

function* naturals(): Generator<number, void, undefined> {
  for (let n = 1; ; n++) yield n
}

function* map<A, B>(source: Iterable<A>, f: (a: A) => B): Generator<B, void, undefined> {
  for (const x of source) yield f(x)
}

function* take<A>(source: Iterable<A>, count: number): Generator<A, void, undefined> {
  if (count <= 0) return
  for (const x of source) {
    yield x
    if (--count === 0) return
  }
}

export default function* main(): Task {
  const seen: number[] = []
  for (const x of take(map(naturals(), (n) => n * n), 4)) {
    yield
    seen.push(x)
  }
  log(seen) // expect: [1, 4, 9, 16]
}
