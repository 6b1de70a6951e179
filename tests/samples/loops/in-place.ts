// Loops around one operation, which is answered in place or waits, in turns: in each a round goes on from the one and from the other.

import { channel, spawn, type Channel } from 'stillframe'
import { log, type Task } from '../log.ts'

/** Sends `values`, with a pause before every third. */
function* feed(to: Channel<number>, values: number[]): Task {
  for (const [i, value] of values.entries()) {
    if (i % 3 === 0) yield
    yield* to.send(value)
  }
  to.close()
}

function fed(...values: number[]): Channel<number> {
  const from = channel<number>(2)
  spawn(feed, from, values)
  return from
}

function* counted(from: Channel<number>, times: number): Task<string> {
  let sum = 0
  let text = ''
  for (let i = 0; i < times; i++) {
    sum += yield* from.receive()
    text += i
  }
  return `${sum} ${text}`
}

function* until(from: Channel<number>): Task<number[]> {
  const seen: number[] = []
  while (true) {
    const value = yield* from.receive()
    if (value % 2 === 1) continue
    if (value === 8) break
    seen.push(value)
  }
  return seen
}

function* skips(from: Channel<number>, times: number): Task<number[]> {
  const seen: number[] = []
  for (let i = 0; i < times; i++) {
    const value = yield* from.receive()
    if (value % 2 === 1) continue
    seen.push(value * 10 + i)
  }
  return seen
}

function* whileItLasts(from: Channel<number>): Task<number> {
  let sum = 0
  for (let next = yield* from.next(); !next.done; next = yield* from.next()) sum += next.value
  let value: number
  const again = fed(5, 4, 3, 0)
  while ((value = yield* again.receive()) !== 0) sum = sum * 10 + value
  return sum
}

function* nested(): Task<number[]> {
  const all: number[] = []
  outer: for (let i = 0; i < 4; i++) {
    const from = fed(i, i + 1, i + 2, 9)
    for (;;) {
      const value = yield* from.receive()
      if (value === 9) continue outer
      if (value === 5) break outer
      all.push(value)
    }
  }
  return all
}

function* guarded(from: Channel<number>): Task<string[]> {
  const seen: string[] = []
  for (let round = 0; round < 3; round++) {
    try {
      for (;;) {
        const value = yield* from.receive()
        if (value < 0) throw new Error(`negative: ${value}`)
        seen.push(`${value}`)
      }
    } catch (error) {
      seen.push((error as Error).message)
    } finally {
      seen.push('finally')
    }
  }
  return seen
}

function* relay(list: number[], to: Channel<number>): Task<number> {
  let sent = 0
  for (const value of list) {
    if (value === 3) continue
    yield* to.send(value)
    if (value > 5) return -sent
    sent++
  }
  return sent
}

function* takes(from: Channel<number>): Task<number[]> {
  const seen: number[] = []
  for (let next = yield* from.next(); !next.done; next = yield* from.next()) {
    seen.push(next.value)
    if (next.value % 2 === 0) yield
  }
  return seen
}

function* closures(from: Channel<number>): Task<number[]> {
  const all: (() => number)[] = []
  for (let i = 0; i < 5; i++) {
    const value = yield* from.receive()
    all.push(() => value * 100 + i)
  }
  return all.map((one) => one())
}

/** Yields that nobody answers in place, in loops within loops. */
function* bare(): Task<string> {
  let text = ''
  for (let i = 0; i < 3; i++) {
    yield
    for (let j = 0; j < 3; j++) {
      if (j === 1) continue
      yield
      if (i === 2) break
      text += `${i}${j} `
      yield
    }
    text += '| '
  }
  return text.trim()
}

export default function* main(): Task {
  log(yield* counted(fed(1, 2, 3, 4, 5, 6, 7), 7)) // expect: 28 0123456
  log(yield* counted(fed(2 ** 30, 2 ** 30, 2 ** 30, 0.5), 4)) // expect: 3221225472.5 0123
  log(yield* until(fed(1, 2, 3, 4, 6, 7, 8, 10))) // expect: [2, 4, 6]
  log(yield* skips(fed(1, 2, 3, 4, 5, 6), 6)) // expect: [21, 43, 65]
  log(yield* whileItLasts(fed(1, 2, 3, 4, 5))) // expect: 15543
  log(yield* nested()) // expect: [0, 1, 2, 1, 2, 3, 2, 3, 4, 3, 4]
  log(yield* guarded(fed(1, 2, -3, 4, 5, -6, 7))) // expect: ["1", "2", "negative: -3", "finally", "4", "5", "negative: -6", "finally", "7", "receive on a closed channel", "finally"]
  const box = channel<number>(2)
  const taker = spawn(takes, box)
  log(yield* relay([1, 2, 3, 4, 5], box)) // expect: 4
  log(yield* relay([4, 5, 6, 7], box)) // expect: -2
  box.close()
  log(yield* taker.join()) // expect: [1, 2, 4, 5, 4, 5, 6]
  log(yield* closures(fed(1, 2, 3, 4, 5))) // expect: [100, 201, 302, 403, 504]
  log(yield* bare()) // expect: 00 02 | 10 12 | |
}
