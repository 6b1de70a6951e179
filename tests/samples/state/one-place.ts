// Variables that no wait keeps together have one place in the frame: what one of them was must never be seen in the other.

import { channel } from 'stillframe'
import { log, type Task } from '../log.ts'

/** More than fit into the frame itself, block after block, some of them passed by. */
function* blocks(turns: number): Task {
  for (let turn = 0; turn < turns; turn++) {
    const base = turn * 10
    if (turn !== 1) {
      const a = yield* give(base + 1)
      const b = yield* give(base + 2)
      const c = [yield* give(base + 3)]
      yield
      log('first', a, b, c)
    }
    {
      let a: string | undefined
      yield
      if (turn > 0) a = `again ${turn}`
      yield
      let text = `${a}`
      const d = { turn }
      const e = () => (text += '!')
      yield
      e()
      yield
      log('second', a, text, d)
    }
    try {
      const f = yield* give(base + 4)
      const g = yield* give(f)
      if (turn === 2) throw new Error(`in turn ${f + g}`)
      yield
    } catch (error) {
      const { message } = error as Error
      yield
      log('caught', message)
    } finally {
      const h = base
      yield
      log('finally', h)
    }
    switch (turn) {
      case 0: {
        const only = yield* give('zero')
        yield
        log(only)
      }
      // falls through
      default: {
        const other = yield* give('other')
        yield
        log(other, unset())
      }
    }
    function unset(): string {
      try { return late } catch (error) { return (error as Error).constructor.name }
    }
    yield
    const late = `late ${turn}`
    yield
    log(unset())
  }
}

function* give<T>(value: T): Task<T> {
  if (value !== 'zero') yield
  return value
}

/** Operations that are answered in place, and others that are not, in loops one behind the other. */
function* loops(): Task {
  const full = channel<number>({ capacity: 4 })
  for (let i = 0; i < 3; i++) yield* full.send(i)
  let sum = 0
  for (let k = 0; k < 3; k++) {
    const got = yield* full.receive()
    sum += got * 10 ** k
  }
  for (const word of ['x', 'y']) {
    const twice = word + word
    yield* full.send(twice.length)
    log(word, twice, yield* full.receive())
  }
  for (const key in { p: 1, q: 2 }) {
    const at = key.toUpperCase()
    if (key === 'q') yield* full.send(7)
    else yield
    log(key, at)
  }
  for (let n = 0, last = 0; n < 2; n++) {
    last = yield* full.receive()
    if (n === 0) yield* full.send(last + 1)
    log(n, last)
  }
  log(sum)
}

export default function* main(): Task {
  yield* blocks(3)
  yield* loops()
}

/* expect:
first 1 2 [3]
second undefined undefined! { turn: 0 }
finally 0
zero
other ReferenceError
late 0
second again 1 again 1! { turn: 1 }
finally 10
other ReferenceError
late 1
first 21 22 [23]
second again 2 again 2! { turn: 2 }
caught in turn 48
finally 20
other ReferenceError
late 2
x xx 2
y yy 2
p P
q Q
0 7
1 8
210
*/
