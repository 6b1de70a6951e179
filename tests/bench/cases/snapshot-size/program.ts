// Tasklets whose snapshots are weighed.

import { channel, Scheduler, sleep, type Channel, type Operation, type Tasklet } from 'stillframe'
import { capture, History } from 'stillframe/snapshot'
import { guard, world } from '../snapshot-world/program.ts'

function* patrol(post: number): Generator<Operation<unknown>, number, unknown> {
  let rounds = 0
  while (rounds < post) {
    yield* sleep(1000)
    rounds++
  }
  return rounds
}

function* quest(name: string): Generator<Operation<unknown>, number, unknown> {
  const reward = yield* stage(name.length)
  return reward + name.length
}

function* stage(base: number): Generator<Operation<unknown>, number, unknown> {
  const waited = yield* pause(60_000)
  return base + waited
}

function* pause(ms: number): Generator<Operation<unknown>, number, unknown> {
  yield* sleep(ms)
  return ms
}

function suspended<A extends unknown[]>(body: (...args: A) => Generator<Operation<unknown>, unknown, unknown>, ...args: A): Tasklet {
  const scheduler = new Scheduler({ clock: { now: () => 0 } })
  const tasklet = scheduler.spawn(body, ...args)
  scheduler.run()
  return tasklet
}

/** Characters; module ids are as long as their path, so they are counted as `world.ts`. */
const weigh = (text: string): number => text.replaceAll(/"[^"#]*\/([^"/]*)#/g, '"$1#').length

export const oneFrame = (): number => weigh(capture(suspended(patrol, 5)))
export const threeFrames = (): number => weigh(capture(suspended(quest, 'ring')))

/** What each further tasklet of a world costs. */
export const marginal = (count: number): number => (capture(world(count)).length - capture(world(count / 10)).length) / (count * 0.9)

function* message(inbox: Channel<number>): Generator<Operation<unknown>, void, unknown> {
  yield* inbox.send(0)
}

/** One tasklet of a world gets a message and waits again: what has changed. */
export function delta(count: number): number {
  const scheduler = world(count - 1)
  const inbox = channel<number>()
  scheduler.spawn(guard, 0, inbox, 5)
  scheduler.run()
  const since = new History()
  capture({ scheduler, inbox }, { since })
  scheduler.spawn(message, inbox)
  scheduler.run()
  return weigh(capture({ scheduler, inbox }, { since }))
}
