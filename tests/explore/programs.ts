// Small programs, right and wrong, for the explorer. Compiled by the test: their states are captured.
//
// Called by: explore.test.ts. Calls: the runtime.

import { channel, select, sleep, spawn, type Channel, type Scheduler } from '@stillframe/runtime'

type Task<R = void> = Generator<any, R, any>

// Dining philosophers: a fork is a channel that holds it.

function* philosopher(first: Channel<string>, second: Channel<string>, meals: number): Task {
  for (let i = 0; i < meals; i++) {
    const one = yield* first.receive()
    yield
    const two = yield* second.receive()
    yield
    yield* second.send(two)
    yield* first.send(one)
  }
}

export const philosophers = (count: number, meals: number, ordered: boolean) => (scheduler: Scheduler): Channel<string>[] => {
  const forks = Array.from({ length: count }, (_, i) => {
    const fork = channel<string>({ capacity: 1, name: `fork ${i}` })
    fork.offer('fork')
    return fork
  })
  for (let i = 0; i < count; i++) {
    const pair = [forks[i], forks[(i + 1) % count]]
    if (ordered && i === count - 1) pair.reverse()
    scheduler.spawn(philosopher, pair[0], pair[1], meals)
  }
  return forks
}

// Two tasklets count; who gives way between reading and writing loses an update.

function* counting(account: { value: number }, times: number, careful: boolean): Task {
  for (let i = 0; i < times; i++) {
    const { value } = account
    if (!careful) yield
    account.value = value + 1
    yield
  }
}

export function* lostUpdate(): Task {
  const account = { value: 0 }
  const all = [1, 2, 3].map(() => spawn(counting, account, 2, false))
  for (const tasklet of all) yield* tasklet.join()
  if (account.value !== 6) throw new Error(`6 updates gave ${account.value}`)
}

export function* noLostUpdate(): Task {
  const account = { value: 0 }
  const all = [1, 2, 3].map(() => spawn(counting, account, 2, true))
  for (const tasklet of all) yield* tasklet.join()
  if (account.value !== 6) throw new Error(`6 updates gave ${account.value}`)
}

// A lock that looks, gives way, and then takes.

interface Room { locked: boolean; inside: number }

function* visitor(room: Room, broken: boolean): Task {
  while (room.locked) yield
  if (broken) yield
  room.locked = true
  room.inside++
  yield
  room.inside--
  room.locked = false
}

export const lock = (broken: boolean) => (scheduler: Scheduler): Room => {
  const room = { locked: false, inside: 0 }
  for (let i = 0; i < 3; i++) scheduler.spawn(visitor, room, broken)
  return room
}

// A wake-up that is lost: the consumer looks, and waits when it is too late.

interface Mailbox { full: boolean; bell: Channel<void> }

function* consumer(box: Mailbox): Task {
  if (box.full) return
  yield // in between, the letter comes, and nobody waits for the bell yet
  yield* box.bell.receive()
}

function* producer(box: Mailbox): Task {
  box.full = true
  box.bell.offer()
}

function* clock(): Task {
  for (;;) yield* sleep(10)
}

export const mailbox = (capacity: number, ticking: boolean) => (scheduler: Scheduler): Mailbox => {
  const box = { full: false, bell: channel<void>({ capacity, name: 'bell' }) }
  scheduler.spawn(consumer, box)
  scheduler.spawn(producer, box)
  if (ticking) scheduler.spawn(clock)
  return box
}

// Pairs that have nothing to do with each other.

function* pinger(box: Channel<number>): Task {
  for (let i = 0; i < 3; i++) yield* box.send(i)
}

function* ponger(box: Channel<number>): Task {
  for (let i = 0; i < 3; i++) yield* box.receive()
}

export const pairs = (count: number) => (scheduler: Scheduler): void => {
  for (let i = 0; i < count; i++) {
    const box = channel<number>()
    scheduler.spawn(pinger, box)
    scheduler.spawn(ponger, box)
  }
}

// A server that waits for ever is no failure, if it is said so.

function* server(box: Channel<number>, seen: number[]): Task {
  for (;;) seen.push(yield* box.receive())
}

export const served = (scheduler: Scheduler): number[] => {
  const box = channel<number>()
  const seen: number[] = []
  scheduler.spawn(server, box, seen)
  scheduler.spawn(pinger, box)
  return seen
}

// Chance and time.

export function* chooses(): Task {
  const boxes = [channel<number>(1), channel<number>(1), channel<number>(1)]
  for (const [i, box] of boxes.entries()) box.offer(i)
  const { value } = yield* select(boxes.map((box) => box.receive()), { fair: true })
  if (value === 2) throw new Error('the last was chosen')
}

export function* slowly(): Task {
  const state = { late: false }
  spawn(function* (): Task {
    yield* sleep(1000)
    state.late = true
  })
  for (let i = 0; i < 3; i++) yield
  if (state.late) throw new Error('time passed meanwhile')
}
