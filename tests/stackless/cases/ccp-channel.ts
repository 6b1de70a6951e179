// CCP's scheduler, its channel and queue channel tests: C1 to C50. Those in which real Stackless differs are left out.

import {
  Channel, channel, getCurrent, getRuncount, run, RuntimeError, schedule, setChannelCallback, tasklet, TaskletExit, ValueError, type Tasklet,
} from '@stillframe/stackless'
import { raises, type Case, type Cases, type Check } from '../case.ts'

type Body<R = void> = Generator<unknown, R, unknown>

function preferring(preference: number): Channel {
  const ch = channel()
  ch.preference = preference
  return ch
}

/** A sender and a receiver, created in both orders: who is done first. */
const firstDone = (preference: number, expected: string[]): Case => function* (t) {
  for (const order of [[0, 1], [1, 0]]) {
    const ch = preferring(preference)
    const done: string[] = []
    const bodies = [
      function* (): Body { yield* ch.send(1); done.push('sender') },
      function* (): Body { yield* ch.receive(); done.push('receiver') },
    ]
    for (const i of order) tasklet(bodies[i] as () => Body).setup()
    yield* run()
    t.deepEqual(done, expected)
  }
}

/** A closing channel is closed when the last who waits was killed. */
const closedByKill = (direction: 'send' | 'receive', kill: (one: Tasklet) => Iterable<unknown>): Case => function* (t) {
  const ch = channel()
  const all = [1, 2].map(() => tasklet(function* () { yield* (direction === 'send' ? ch.send(1) : ch.receive()) }).setup())
  yield* run()
  ch.close()
  t.deepEqual([ch.closing, ch.closed], [true, false])
  yield* kill(all[0] as Tasklet)
  t.false(ch.closed)
  yield* kill(all[1] as Tasklet)
  t.true(ch.closed)
  t.is(ch.balance, 0)
}

/** A pending kill of who waits: the balance is 0 at once, and it is alive until run(). */
const pendingKill = (direction: 'send' | 'receive'): Case => function* (t) {
  const ch = channel()
  const one = tasklet(function* () { yield* (direction === 'send' ? ch.send(1) : ch.receive()) }).setup()
  yield* run()
  yield* one.kill(true)
  t.is(ch.balance, 0)
  t.true(one.alive)
  yield* run()
  t.false(one.alive)
}

const killed = (direction: 'send' | 'receive'): Case => function* (t) {
  const ch = channel()
  const one = tasklet(function* () { yield* (direction === 'send' ? ch.send(1) : ch.receive()) }).setup()
  yield* run()
  t.is(Math.abs(ch.balance), 1)
  yield* one.kill()
  t.is(ch.balance, 0)
  t.false(one.alive)
}

/** Who is thrown out of its wait and waits again is the last in the queue. */
const tail = (direction: 'send' | 'receive'): Case => function* (t) {
  const ch = channel()
  const wait = (): Iterable<unknown> => (direction === 'send' ? ch.send(getCurrent()) : ch.receive())
  const body = function* (): Body {
    try {
      yield* wait()
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      yield* wait()
    }
  }
  const all = [1, 2, 3].map(() => tasklet(body).setup())
  yield* run()
  yield* (all[0] as Tasklet).raiseException(RangeError)
  const queue: Tasklet[] = []
  for (let at = ch.queue; at !== null; at = at.next) queue.push(at)
  t.true(queue.length === 3 && queue[0] === all[1] && queue[1] === all[2] && queue[2] === all[0])
  yield* ch.clear()
}

/** An unbounded queue, as CCP's QueueChannel: a send never blocks, a waiting receiver is scheduled. */
class QueueChannel {
  readonly items: { value?: unknown; error?: unknown }[] = []
  readonly waiters: Channel = preferring(1)

  get balance(): number {
    return this.items.length > 0 ? this.items.length : this.waiters.balance
  }

  * put(item: { value?: unknown; error?: unknown }): Body {
    if (this.waiters.balance < 0) yield* this.waiters.send(item)
    else this.items.push(item)
  }

  * send(value: unknown): Body {
    yield* this.put({ value })
  }

  * sendThrow(error: unknown): Body {
    yield* this.put({ error })
  }

  * receive(): Body<unknown> {
    const item = (this.items.shift() ?? (yield* this.waiters.receive())) as { value?: unknown; error?: unknown }
    if ('error' in item) throw item.error
    return item.value
  }
}

const counted = function* (t: Check, ch: Channel, count: number): Body {
  for (let i = 0; i < count; i++) t.is(yield* ch.receive(), i)
}

export const cases: Cases = {
  * 'C1 a lone tasklet can not send'(t) {
    yield* raises(t, RuntimeError, /Deadlock/, channel().send(1))
  },

  'C4 with preference -1 the receiver is done first': firstDone(-1, ['receiver', 'sender']),
  'C5 with preference 1 the sender is done first': firstDone(1, ['sender', 'receiver']),

  * 'C6 sendThrow with preference 1 to a blocked receiver: the error arrives at the next run'(t) {
    const ch = preferring(1)
    let caught: unknown
    tasklet(function* () {
      try {
        yield* ch.receive()
      } catch (error) {
        caught = error
      }
    }).setup()
    yield* run()
    const error = new RangeError('sent')
    yield* ch.sendThrow(error)
    t.is(caught, undefined)
    yield* run()
    t.is(caught, error)
    t.regex((caught as Error).stack ?? '', /RangeError: sent/)
  },

  * 'C7 a sender of ten values has recorded them all after run'(t) {
    const ch = channel()
    const sent: number[] = []
    tasklet(function* () { for (let i = 0; i < 10; i++) { yield* ch.send(i); sent.push(i) } }).setup()
    yield* run()
    yield* counted(t, ch, 10)
    yield* run()
    t.is(sent.length, 10)
  },

  * 'C8 a sender that runs a helper before each send: 1 a 2 b 3'(t) {
    const ch = channel()
    const log: unknown[] = []
    tasklet(function* () {
      yield* ch.send(1)
      yield* tasklet(function* () { log.push('a') }).setup().run()
      yield* ch.send(2)
      yield* tasklet(function* () { log.push('b') }).setup().run()
      yield* ch.send(3)
    }).setup()
    for (let i = 0; i < 3; i++) log.push(yield* ch.receive())
    t.deepEqual(log, [1, 'a', 2, 'b', 3])
    yield* run()
  },

  * 'C9 ten values sent to a receiver that loops are received at once'(t) {
    const ch = channel()
    const got: unknown[] = []
    const receiver = tasklet(function* () { for (;;) got.push(yield* ch.receive()) }).setup()
    yield* run()
    for (let i = 0; i < 10; i++) {
      yield* ch.send(i)
      t.is(got.length, i + 1)
    }
    yield* receiver.kill()
    t.is(ch.balance, 0)
  },

  * 'C10 with preference 1 three senders come before three receivers, in both orders'(t) {
    for (const sendersFirst of [true, false]) {
      const ch = preferring(1)
      const done: string[] = []
      const senders = (): void => { for (let i = 0; i < 3; i++) tasklet(function* () { yield* ch.send(i); done.push(`s${i}`) }).setup() }
      const receivers = (): void => { for (let i = 0; i < 3; i++) tasklet(function* () { yield* ch.receive(); done.push(`r${i}`) }).setup() }
      if (sendersFirst) senders()
      receivers()
      if (!sendersFirst) senders()
      yield* run()
      t.deepEqual(done, ['s0', 's1', 's2', 'r0', 'r1', 'r2'])
    }
  },

  * 'C11 with preference -1 ten blocked senders are received from, and none is done before run'(t) {
    const ch = channel()
    let done = 0
    for (let i = 0; i < 10; i++) tasklet(function* () { yield* ch.send(i); done++ }).setup()
    yield* run()
    yield* counted(t, ch, 10)
    t.is(done, 0)
    yield* run()
    t.is(done, 10)
  },

  * 'C12 with preference 0 a send to a blocked receiver does not run it'(t) {
    const ch = preferring(0)
    let got: unknown
    tasklet(function* () { got = yield* ch.receive() }).setup()
    yield* run()
    yield* ch.send(5)
    t.is(got, undefined)
    yield* run()
    t.is(got, 5)
  },

  * 'C13 with preference 0 ten senders, ten receivers and bystanders keep an exact order'(t) {
    const ch = preferring(0)
    const log: string[] = []
    const bystander = (name: string) => function* (): Body {
      for (let i = 0; i < 2; i++) {
        log.push(`${name}${i}`)
        yield* schedule()
      }
    }
    for (let i = 0; i < 10; i++) tasklet(function* () { yield* ch.send(i); log.push(`s${i}`) }).setup()
    tasklet(bystander('x')).setup()
    for (let i = 0; i < 10; i++) tasklet(function* () { log.push(`r${i}=${yield* ch.receive()}`) }).setup()
    tasklet(bystander('y')).setup()
    yield* run()
    // All senders wait; each receiver goes on at once, and its sender after x, which went to the end before them.
    const each = (letter: string, value = false): string[] => Array.from({ length: 10 }, (_, i) => `${letter}${i}${value ? `=${i}` : ''}`)
    t.deepEqual(log, ['x0', ...each('r', true), 'y0', 'x1', ...each('s'), 'y1'])
  },

  * 'C14 a loop over queued senders goes on after close until they are drained'(t) {
    const ch = channel<number>()
    for (const value of [1, 2, 3]) tasklet(function* () { yield* ch.send(value) }).setup()
    yield* run()
    ch.close()
    let sum = 0
    for (let item = yield* ch.next(); !item.done; item = yield* ch.next()) sum += item.value
    t.is(sum, 6)
    yield* run()
  },

  * 'C15 a closed channel with a blocked sender is closing, then closed'(t) {
    const ch = channel()
    tasklet(function* () { yield* ch.send(1) }).setup()
    yield* run()
    ch.close()
    t.deepEqual([ch.closing, ch.closed], [true, false])
    t.is(yield* ch.receive(), 1)
    t.true(ch.closed)
    yield* raises(t, ValueError, /closed channel/, ch.receive())
    yield* run()
  },

  * 'C16 open makes a closed channel usable again'(t) {
    const ch = channel()
    ch.close()
    ch.open()
    t.deepEqual([ch.closing, ch.closed], [false, false])
    tasklet(function* () { yield* ch.send(1) }).setup()
    t.is(yield* ch.receive(), 1)
    yield* run()
  },

  'C17 a closing channel is closed when its last sender was killed': closedByKill('send', (one) => one.kill()),
  'C18 a closing channel is closed when its last receiver was killed': closedByKill('receive', (one) => one.kill()),
  'C19 a closing channel is closed when TaskletExit was raised in its last sender': closedByKill('send', (one) => one.raiseException(TaskletExit)),
  'C20 a closing channel is closed when TaskletExit was raised in its last receiver': closedByKill('receive', (one) => one.raiseException(TaskletExit)),

  * 'C22 a class whose constructor returns another object gives that object'(t) {
    class Odd extends Channel {
      constructor() {
        super()
        return { nothing: true } as never
      }
    }
    t.deepEqual(new Odd() as unknown, { nothing: true })
    yield* run()
  },

  'C23 a pending kill of a blocked receiver': pendingKill('receive'),
  'C24 a pending kill of a blocked sender': pendingKill('send'),

  * 'C25 a send that blockTrap refuses leaves the balance at 0'(t) {
    const ch = channel()
    getCurrent().blockTrap = true
    yield* raises(t, RuntimeError, /does not like to be blocked/, ch.send(1))
    getCurrent().blockTrap = false
    t.is(ch.balance, 0)
  },

  * 'C26 a receive that blockTrap refuses leaves the balance at 0'(t) {
    const ch = channel()
    getCurrent().blockTrap = true
    yield* raises(t, RuntimeError, /does not like to be blocked/, ch.receive())
    getCurrent().blockTrap = false
    t.is(ch.balance, 0)
  },

  'C27 a receiver that waits again is the last in the queue': tail('receive'),
  'C28 a sender that waits again is the last in the queue': tail('send'),

  * 'C29 a tasklet whose creator is dead blocks and resumes twice'(t) {
    const ch = channel()
    const got: unknown[] = []
    let child: Tasklet | undefined
    const creator = tasklet(function* () {
      child = tasklet(function* () { for (let i = 0; i < 2; i++) got.push(yield* ch.receive()) }).setup()
    }).setup()
    yield* run()
    t.false(creator.alive)
    for (const value of [1, 2]) {
      t.true(child?.blocked)
      yield* ch.send(value)
    }
    t.deepEqual(got, [1, 2])
    t.false(child?.alive)
  },

  * 'C31 a tasklet starts ten that block, and blocks itself: the values arrive in that order'(t) {
    const ch = channel()
    tasklet(function* () {
      for (let i = 0; i < 10; i++) yield* tasklet(function* () { yield* ch.send(i) }).setup().run()
      yield* ch.send(10)
    }).setup()
    yield* run()
    yield* counted(t, ch, 11)
    yield* run()
  },

  'C32 a blocked receiver is killed': killed('receive'),
  'C33 a blocked sender is killed': killed('send'),

  * 'C34 the channel callback is told of a send that blocks and the receive that completes it'(t) {
    const ch = channel()
    const calls: unknown[] = []
    const me = getCurrent()
    const sender = tasklet(function* () { yield* ch.send(1) }).setup()
    setChannelCallback((which, who, sending, willBlock) => {
      calls.push([which === ch, who === sender ? 'sender' : who === me ? 'me' : '?', sending, willBlock])
    })
    yield* run()
    yield* ch.receive()
    setChannelCallback(null)
    t.deepEqual(calls, [[true, 'sender', true, true], [true, 'me', false, false]])
    yield* run()
  },

  * 'C35 the channel callback is told of a receive that blocks and the send that completes it'(t) {
    const ch = channel()
    const calls: unknown[] = []
    const me = getCurrent()
    const receiver = tasklet(function* () { yield* ch.receive() }).setup()
    setChannelCallback((which, who, sending, willBlock) => {
      calls.push([which === ch, who === receiver ? 'receiver' : who === me ? 'me' : '?', sending, willBlock])
    })
    yield* run()
    yield* ch.send(1)
    setChannelCallback(null)
    t.deepEqual(calls, [[true, 'receiver', false, true], [true, 'me', true, false]])
  },

  * 'C36 clear kills all who wait, in their order'(t) {
    for (const direction of ['send', 'receive']) {
      const ch = channel()
      const log: number[] = []
      const all = [0, 1, 2].map((i) => tasklet(function* () {
        try {
          yield* (direction === 'send' ? ch.send(1) : ch.receive())
        } catch (error) {
          if (error instanceof TaskletExit) log.push(i)
          throw error
        }
      }).setup())
      yield* run()
      yield* ch.clear()
      t.deepEqual(log, [0, 1, 2])
      t.true(all.every((one) => !one.alive))
      t.is(ch.balance, 0)
    }
  },

  * 'C37 a pending kill after the transfer: what follows receive is not reached'(t) {
    const ch = preferring(1)
    let reached = false
    const receiver = tasklet(function* () { yield* ch.receive(); reached = true }).setup()
    yield* run()
    yield* ch.send(1)
    yield* receiver.kill(true)
    yield* run()
    t.false(reached || receiver.alive)
  },

  * 'C38 a pending kill after the transfer: what follows send is not reached'(t) {
    const ch = preferring(-1)
    let reached = false
    const sender = tasklet(function* () { yield* ch.send(1); reached = true }).setup()
    yield* run()
    yield* ch.receive()
    yield* sender.kill(true)
    yield* run()
    t.false(reached || sender.alive)
  },

  * 'C39 the queue is the oldest receiver, and the next after an exchange'(t) {
    const ch = channel()
    const all = [0, 1].map(() => tasklet(function* () { yield* ch.receive() }).setup())
    yield* run()
    t.true(ch.queue === all[0])
    yield* ch.send(1)
    t.true(ch.queue === all[1])
    yield* ch.send(1)
    t.is(ch.queue, null)
  },

  * 'C40 the queue is the oldest sender, and the next after an exchange'(t) {
    const ch = channel()
    const all = [0, 1].map(() => tasklet(function* () { yield* ch.send(1) }).setup())
    yield* run()
    t.true(ch.queue === all[0])
    yield* ch.receive()
    t.true(ch.queue === all[1])
    yield* ch.receive()
    yield* run()
  },

  * 'C41 a queue channel: send does not block'(t) {
    const queue = new QueueChannel()
    yield* queue.send(1)
    t.true(getCurrent().scheduled)
  },

  * 'C42 a queue channel: the balance counts its items'(t) {
    const queue = new QueueChannel()
    for (let i = 0; i < 3; i++) yield* queue.send(i)
    t.is(queue.balance, 3)
  },

  * 'C43 a queue channel: the items keep their order'(t) {
    const queue = new QueueChannel()
    for (let i = 0; i < 3; i++) yield* queue.send(i)
    t.is(queue.items.length, 3)
    for (let i = 0; i < 3; i++) t.is(yield* queue.receive(), i)
    t.is(queue.items.length, 0)
  },

  * 'C44 a queue channel: a send schedules a blocked receiver, and the sender goes on'(t) {
    const queue = new QueueChannel()
    let got: unknown
    const receiver = tasklet(function* () { got = yield* queue.receive() }).setup()
    yield* run()
    t.is(queue.balance, -1)
    yield* queue.send(9)
    t.true(receiver.scheduled && !receiver.blocked && got === undefined)
    yield* run()
    t.is(got, 9)
  },

  * 'C45 a queue channel: an exception made on the way is kept, and thrown at receive'(t) {
    const queue = new QueueChannel()
    yield* queue.sendThrow(new RangeError('kept'))
    t.is(queue.balance, 1)
    yield* raises(t, RangeError, /^kept$/, queue.receive())
  },

  * 'C46 a queue channel: an error that is sent is kept, and is the same at receive'(t) {
    const queue = new QueueChannel()
    const error = new RangeError('same')
    yield* queue.sendThrow(error)
    t.is(yield* raises(t, RangeError, /^same$/, queue.receive()), error)
  },

  * 'C47 a queue channel: a lone tasklet can not receive from an empty one'(t) {
    yield* raises(t, RuntimeError, /Deadlock/, new QueueChannel().receive())
  },

  * 'C48 a queue channel: a 1 2 b c, with helpers that the receiver starts'(t) {
    const queue = new QueueChannel()
    const got: unknown[] = []
    for (const value of ['a', 1]) yield* queue.send(value)
    tasklet(function* () { yield* queue.send(2) }).setup()
    got.push(yield* queue.receive(), yield* queue.receive(), yield* queue.receive())
    tasklet(function* () { yield* queue.send('b'); yield* queue.send('c') }).setup()
    got.push(yield* queue.receive(), yield* queue.receive())
    t.deepEqual(got, ['a', 1, 2, 'b', 'c'])
    yield* run()
  },

  * 'C49 a queue channel: blockTrap at receive'(t) {
    getCurrent().blockTrap = true
    yield* raises(t, RuntimeError, /does not like to be blocked/, new QueueChannel().receive())
    getCurrent().blockTrap = false
  },

  * 'C50 a queue channel: ten items are received in order'(t) {
    const queue = new QueueChannel()
    tasklet(function* () { for (let i = 0; i < 10; i++) yield* queue.send(i) }).setup()
    yield* run()
    for (let i = 0; i < 10; i++) t.is(yield* queue.receive(), i)
    t.is(getRuncount(), 1)
  },
}
