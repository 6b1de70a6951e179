// Programs whose suspended tasklets the snapshot benchmark saves.

import { channel, schedule, sleep, type Channel, type Operation } from 'stillframe'

/** One frame: waits for a message, with a few locals. */
export function* guard(post: number, inbox: Channel<number>): Generator<Operation<unknown>, void, unknown> {
  let hits = 100
  while (hits > 0) hits -= yield* inbox.receive()
  console.log(post)
}

/** One frame that waits on the clock. */
export function* patrol(post: number, steps: number): Generator<Operation<unknown>, number, unknown> {
  let hits = 100
  for (let i = 0; i < steps; i++) {
    yield* sleep(1000)
    hits -= post % 3
  }
  return hits
}

/** Three frames: quest > stage > wait. */
export function* quest(name: string): Generator<Operation<unknown>, number, unknown> {
  let reward = 5
  for (const stage of ['find', 'fetch', 'return']) reward += yield* step(name, stage)
  return reward
}

function* step(name: string, stage: string): Generator<Operation<unknown>, number, unknown> {
  const started = name.length
  const waited = yield* pause(stage)
  return waited + started
}

function* pause(stage: string): Generator<Operation<unknown>, number, unknown> {
  yield* sleep(60_000)
  return stage.length
}

/** A chain of `depth` frames. */
export function* dive(depth: number): Generator<Operation<unknown>, number, unknown> {
  if (depth === 0) {
    yield* schedule()
    return 0
  }
  return 1 + (yield* dive(depth - 1))
}

export const inboxOf = (): Channel<number> => channel<number>()
