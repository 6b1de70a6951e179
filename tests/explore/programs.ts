// Small programs, right and wrong, for the explorer. Compiled by the test: their states are captured.
//
// Called by: explore.test.ts. Calls: the runtime.

import { channel, select, sleep, spawn, type Channel, type Scheduler, type Tasklet } from '@stillframe/runtime'
import { restart } from '@stillframe/runtime/supervision'

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

// Operations that need not wait: two who count, and philosophers who never yield.

function* counts(box: { count: number }, log: Channel<number>): Task {
  const { count } = box
  yield* log.send(count)
  box.count = count + 1
}

export function* counted(): Task {
  const box = { count: 0 }
  const log = channel<number>(Infinity)
  const tasklets = [spawn(counts, box, log), spawn(counts, box, log)]
  for (const tasklet of tasklets) yield* tasklet.join()
  if (box.count !== 2) throw new Error('lost update')
}

// What two tasklets can share without holding one object: they lose an update, if turns of the two may change places.

interface Cell { value: number }

const mark = Symbol.for('explore.cell')

/** Two that share something, and how that is read and written. */
const shares: Record<string, { make(): [any, any]; get(of: any): number; set(of: any, value: number): void }> = {
  'the bytes of two views': {
    make() {
      const buffer = new ArrayBuffer(1)
      return [new Uint8Array(buffer), new Uint8Array(buffer)]
    },
    get: (view) => view[0],
    set(view, value) { view[0] = value },
  },
  'what stands under a symbol': {
    make() {
      const cell: Cell = { value: 0 }
      return [{ [mark]: cell }, { [mark]: cell }]
    },
    get: (holder) => holder[mark].value,
    set(holder, value) { holder[mark].value = value },
  },
  'a prototype': {
    make() {
      const base: Cell = { value: 0 }
      return [Object.create(base), Object.create(base)]
    },
    get: (heir) => heir.value,
    set(heir, value) { Object.getPrototypeOf(heir).value = value },
  },
}

function* increments(name: string, of: unknown): Task {
  const value = shares[name]!.get(of)
  yield
  shares[name]!.set(of, value + 1)
}

function* bothIncrement(name: string, one: unknown, other: unknown): Task {
  const tasklets = [spawn(increments, name, one), spawn(increments, name, other)]
  for (const tasklet of tasklets) yield* tasklet.join()
  if (shares[name]!.get(one) !== 2) throw new Error('lost update')
}

export const sharing: string[] = Object.keys(shares)

export const increment = (name: string) => (scheduler: Scheduler): void => void scheduler.spawn(bothIncrement, name, ...shares[name]!.make())

function* gives(cell: Cell): Task<Cell> { return cell }

function* looks(tasklet: Tasklet<Cell>): Task {
  const cell = yield* tasklet.join()
  if (cell.value === 1) throw new Error('seen halfway')
}

function* changes(cell: Cell): Task {
  cell.value = 1
  yield
  cell.value = 2
}

export function* results(): Task {
  const cell = { value: 0 }
  const ended = spawn(gives, cell)
  yield* ended.join()
  for (const one of [spawn(looks, ended), spawn(changes, cell)]) yield* one.join()
}

// The clock: five failures in five minutes are not more than two in one.

export function* flaky(): Task {
  const state = { failures: 0 }
  yield* restart(function* () {
    yield* sleep(50_000)
    if (state.failures++ < 5) throw new Error('flaky')
  }, { limit: 2, withinMs: 60_000, backoffMs: 20_000, factor: 1 })
}

// Chance on the way: who waits is answered, if the second arm is taken once.

function* chooser(a: Channel<number>, b: Channel<number>, done: Channel<number>): Task {
  for (;;) {
    const { key } = yield* select([a.next(), b.next()], { fair: true })
    if (key === 1) break
    yield
  }
  yield* done.send(1)
}

function* waiter(done: Channel<number>): Task { yield* done.receive() }

function* spinner(): Task { for (;;) yield }

export const lucky = (scheduler: Scheduler): void => {
  const [a, b, done] = [channel<number>(), channel<number>(), channel<number>()]
  a.close()
  b.close()
  scheduler.spawn(waiter, done)
  scheduler.spawn(chooser, a, b, done)
  scheduler.spawn(spinner)
}

export const chosen = (want: number) => (scheduler: Scheduler): void => {
  scheduler.spawn(function* (): Task {
    const arms = Array.from({ length: 6 }, () => channel<number>())
    for (const arm of arms) arm.close()
    yield
    if ((yield* select(arms.map((arm) => arm.next()), { fair: true })).key === want) throw new Error('chosen')
  })
}
