// A compiled program that captures and restores itself; prints what it found as JSON. (compiled.test.ts runs it.)

import { channel, Scheduler, schedule, sleep, type Channel, type Tasklet } from 'stillframe'
import { capture, describe, explain, restore } from 'stillframe/snapshot'

class Order {
  id: number
  lines: string[] = []
  constructor(id: number) {
    this.id = id
  }

  *steps(): Generator<string, string> {
    for (const line of this.lines) yield `${this.id}:${line}`
    return 'shipped'
  }
}

const priceOf = (line: string): number => line.length

function* checkout(inbox: Channel<string>, done: Channel<number>) {
  const order = new Order(7)
  let total = 0
  const add = (line: string): void => {
    order.lines.push(line)
    total += priceOf(line)
  }
  for (let i = 0; i < 3; i++) {
    add(yield* inbox.receive())
    yield
  }
  try {
    const steps = order.steps()
    for (const step of steps) {
      yield* sleep(10)
      total += step.length
    }
  } finally {
    yield* done.send(total)
  }
  return total
}

function* supply(inbox: Channel<string>) {
  for (const line of new Set(['tea', 'milk', 'bread'])) yield* inbox.send(line)
}

function* fibonacci(limit: number): Generator<number> {
  let [a, b] = [0, 1]
  while (a < limit) {
    yield a
    ;[a, b] = [b, a + b]
  }
}

function* collect(done: Channel<number>, into: number[]) {
  into.push(yield* done.receive())
}

function* locals() {
  const map = new Map<string, unknown>([['a', 1]])
  for (const [key, value] of map) {
    yield [key, value]
    map.set('b', 2)
  }
  yield* schedule()
}

/** Runs the world switch by switch; after each, goes on with a copy of a copy. */
function resumedEverywhere(): { total: unknown; switches: number; same: boolean } {
  const scheduler = new Scheduler({ clock: 'virtual' })
  const inbox = channel<string>()
  const done = channel<number>()
  const into: number[] = []
  const main = scheduler.spawn(checkout, inbox, done)
  scheduler.spawn(supply, inbox)
  scheduler.spawn(collect, done, into)
  let world: { scheduler: Scheduler; main: Tasklet<number>; into: number[] } = { scheduler, main, into }
  let switches = 0
  let same = true
  while (world.scheduler.alive > 0 && switches < 1000) {
    world.scheduler.run({ maxSwitches: 1 })
    switches++
    const text = capture(world)
    world = restore(text) as typeof world
    same &&= capture(world) === text
    world.scheduler.attach({ clock: 'virtual' })
  }
  return { total: [world.main.result, world.into], switches, same }
}

function generators(): unknown {
  const numbers: number[] = []
  let generator = fibonacci(30)
  for (;;) {
    const { value, done } = generator.next()
    if (done) break
    numbers.push(value as number)
    generator = restore(capture(generator)) as typeof generator
  }
  const entries: unknown[] = []
  let walk = locals()
  for (let i = 0; i < 2; i++) {
    entries.push(walk.next().value)
    walk = restore(capture(walk)) as typeof walk
  }
  return { numbers, entries, method: [...(restore(capture(started(new Order(1)))) as Generator)] }
}

function started(order: Order): Generator<string, string> {
  order.lines.push('x', 'y')
  const steps = order.steps()
  steps.next()
  return steps
}

function sizes(): unknown {
  const one = new Scheduler({ clock: 'virtual' })
  const tasklet = one.spawn(polite, 3)
  one.run({ maxSwitches: 1 })
  const many = new Scheduler({ clock: 'virtual' })
  const inbox = channel<string>()
  const count = 20_000
  for (let i = 0; i < count; i++) many.spawn(waiter, inbox, i)
  many.run()
  return { one: capture(tasklet).length, each: capture(many).length / count, described: describe(tasklet).tasklets[0]?.frames[0]?.label }
}

function* polite(n: number) {
  while (n-- > 0) yield
}

function* waiter(inbox: Channel<string>, n: number) {
  const text = yield* inbox.receive()
  return `${text} ${n}`
}

function refusals(): unknown {
  const scheduler = new Scheduler()
  const tasklet = scheduler.spawn(function* buy(reply: unknown): Generator {
    yield* schedule()
    return reply
  }, { answer: Promise.resolve(1) })
  scheduler.run({ maxSwitches: 1 })
  return explain(tasklet).map(({ path }) => path)
}

console.log(JSON.stringify({ resumed: resumedEverywhere(), generators: generators(), sizes: sizes(), refusals: refusals() }))
