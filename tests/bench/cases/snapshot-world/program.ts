// A world of 100,000 like tasklets: each waits for a message on a channel of its own, with a few locals. And the same data as
// plain records, and as a graph of plain objects of the same shape, for those who can't save a tasklet.

import { channel, Scheduler, type Channel, type Operation } from 'stillframe'

const SEED = 7

/** Anything but a sequence. */
const hitsOf = (post: number): number => Math.imul(post + SEED, 0x9e3779b1) >>> 20 | 1

export function* guard(post: number, inbox: Channel<number>, hits: number): Generator<Operation<unknown>, number, unknown> {
  while (hits > 0) hits -= yield* inbox.receive()
  return post
}

export function world(count: number): Scheduler {
  const scheduler = new Scheduler({ clock: 'virtual' })
  for (let i = 0; i < count; i++) scheduler.spawn(guard, i, channel<number>(), hitsOf(i))
  scheduler.run()
  return scheduler
}

/** The same data without identity: records that name each other by number. */
export function records(count: number): unknown {
  return {
    tasklets: Array.from({ length: count }, (_, i) => ({
      id: i + 1, name: 'guard', state: 'parked', waitsFor: { kind: 'receive', channel: i },
      frame: { function: 'world.ts#guard', label: 'while/receive#1', line: 15, locals: { post: i, inbox: i, hits: hitsOf(i) } },
    })),
    channels: Array.from({ length: count }, (_, i) => ({ id: i, capacity: 0, preference: -1, closed: false, buffer: [], waiting: [i + 1] })),
  }
}

/** The same graph made of plain objects: with identity and cycles. */
export function graph(count: number): unknown {
  const living: object[] = []
  for (let i = 0; i < count; i++) {
    const inbox = { capacity: 0, preference: -1, closed: false, cause: null, buffer: [], waiting: [] as object[] }
    const frame = { code: 'world.ts#guard', pc: 1, up: null, post: i, inbox, hits: hitsOf(i) }
    const tasklet = { id: i + 1, name: 'guard', state: 3, top: frame, inbox: null, mode: 0, parkedOn: null as object | null, joiners: null }
    const transfer = { tasklet, channel: inbox, direction: -1, value: null, wrapped: false }
    tasklet.parkedOn = transfer
    inbox.waiting.push(transfer)
    living.push(tasklet)
  }
  return { living, time: 0 }
}
