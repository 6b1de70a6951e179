// A binary heap of started native generators, written by hand.

import { delays } from './program.ts'

interface Entry { due: number; order: number; generator: Generator<number, void, unknown> }

function* sleeper(ms: number): Generator<number, void, unknown> {
  yield ms
  woken++
}

let woken = 0
let all: number[] = []
const before = (a: Entry, b: Entry): boolean => a.due < b.due || (a.due === b.due && a.order < b.order)

function push(heap: Entry[], entry: Entry): void {
  let i = heap.length
  heap.push(entry)
  while (i > 0) {
    const up = (i - 1) >> 1
    if (!before(entry, heap[up]!)) break
    heap[i] = heap[up]!
    i = up
  }
  heap[i] = entry
}

function pop(heap: Entry[]): Entry {
  const first = heap[0]!
  const last = heap.pop()!
  if (heap.length === 0) return first
  let i = 0
  for (;;) {
    let child = 2 * i + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++
    if (!before(heap[child]!, last)) break
    heap[i] = heap[child]!
    i = child
  }
  heap[i] = last
  return first
}

export function round(timers: number): number {
  if (all.length === 0) all = [...delays(timers)]
  const heap: Entry[] = []
  woken = 0
  let order = 0
  for (const ms of all) {
    const generator = sleeper(ms)
    push(heap, { due: generator.next().value as number, order: order++, generator })
  }
  while (heap.length > 0) pop(heap).generator.next()
  if (woken !== timers) throw new Error(`${woken} woke up`)
  return timers
}
