// Random programs over channels, topics and selects: actors that follow scripts of plain data. Compiled by the test, so
// that they can be captured between any two slices.
//
// Called by: actors.test.ts. Calls: the runtime.

import { current, select, sleep, type Channel, type Operation, type Tasklet } from '@stillframe/runtime'
import type { Topic } from '@stillframe/runtime/topics'

export type Deed =
  | readonly ['send' | 'offer', channel: number, value: number]
  | readonly ['receive' | 'next' | 'poll' | 'close', channel: number]
  | readonly ['select', fair: boolean, otherwise: boolean, arms: readonly (readonly [channel: number, value: number])[], timeoutMs: number]
  | readonly ['publish', topic: number, value: number]
  | readonly ['subscribe', topic: number, capacity: number, overflow: 'wait' | 'slide' | 'drop']
  | readonly ['kill', actor: number]
  | readonly ['sleep', ms: number]
  | readonly ['yield']

export interface World {
  channels: Channel<number>[]
  topics: Topic<number>[]
  actors: Tasklet[]
  log: string[]
  /** Values by channel: what was offered, what a send returned for, what was received. */
  sent: number[]
  received: number[]
}

function* one(world: World, deed: Deed): Generator<unknown, unknown, any> {
  const { channels, topics } = world
  switch (deed[0]) {
    case 'send':
      yield* channels[deed[1]].send(deed[2])
      world.sent.push(deed[2])
      return 'sent'
    case 'offer':
      if (!channels[deed[1]].offer(deed[2])) return 'no room'
      world.sent.push(deed[2])
      return 'offered'
    case 'receive': {
      const value = yield* channels[deed[1]].receive()
      world.received.push(value)
      return value
    }
    case 'next': {
      const { value, done } = yield* channels[deed[1]].next()
      if (!done) world.received.push(value)
      return done ? 'end' : value
    }
    case 'poll': {
      const result = channels[deed[1]].poll()
      if (result === undefined || result.done) return result === undefined ? 'nothing' : 'end'
      world.received.push(result.value)
      return result.value
    }
    case 'select': {
      const arms: Operation<unknown>[] = deed[3].map(([index, value]) => (value > 0 ? channels[index].send(value) : channels[index].receive()))
      if (deed[4] >= 0) arms.push(sleep(deed[4]))
      const { key, value } = yield* select(arms, { fair: deed[1], default: deed[2] })
      if (key === 'default' || key === deed[3].length) return key
      const arm = deed[3][key as number]
      if (arm[1] > 0) world.sent.push(arm[1])
      else world.received.push(value as number)
      return `${key} ${value}`
    }
    case 'publish':
      yield* topics[deed[1]].send(deed[2])
      return 'published'
    case 'subscribe':
      channels.push(topics[deed[1]].subscribe({ capacity: deed[2], overflow: deed[2] === 0 ? 'wait' : deed[3] }))
      return 'subscribed'
    case 'kill': {
      const victim = world.actors[deed[1]]
      if (victim === current()) return 'not myself'
      victim.kill()
      return 'killed'
    }
    case 'close':
      channels[deed[1]].close()
      return 'closed'
    case 'sleep':
      yield* sleep(deed[1])
      return 'slept'
    default:
      yield
      return 'yielded'
  }
}

export function* actor(world: World, name: string, script: readonly Deed[]): Generator<unknown, void, any> {
  for (const deed of script) {
    let outcome: unknown
    try {
      if (deed[0] === 'send' && script.indexOf(deed) % 2 === 0) { // by itself, every other time, and else by a callee (calls.ts, IP1)
        yield* world.channels[deed[1]].send(deed[2])
        world.sent.push(deed[2])
        outcome = 'sent'
      } else if (deed[0] === 'receive' && script.indexOf(deed) % 2 === 0) {
        outcome = yield* world.channels[deed[1]].receive()
        world.received.push(outcome as number)
      } else {
        outcome = yield* one(world, deed)
      }
    } catch (error) {
      outcome = (error as Error).name
      if (outcome === 'TaskletExit') {
        world.log.push(`${name} dies in ${deed[0]}`)
        throw error
      }
    }
    world.log.push(`${name} ${deed[0]}: ${outcome}`)
  }
}
