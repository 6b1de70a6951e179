// Random programs over channels, topics and selects: the invariants hold after every slice, no value is lost or doubled,
// and a world that is captured and restored between any two slices goes on exactly as it would have.

import test from 'ava'
import { channel, Operation, Scheduler } from '@stillframe/runtime'
import { checkInvariants } from '@stillframe/runtime/testing'
import { topic } from '@stillframe/runtime/topics'
import { capture, restore } from '@stillframe/snapshot'
import { compile } from '@stillframe/compiler'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Random } from '../../packages/runtime/src/scheduler/random.ts'
import { membersOf } from '../../packages/runtime/src/scheduler/ring.ts'
import * as natively from './actors.ts'
import type { Deed, World } from './actors.ts'

const folder = new URL('../.scratch/', import.meta.url)
mkdirSync(folder, { recursive: true })
const file = new URL(`actors-${process.pid}.ts`, folder)
const source = readFileSync(fileURLToPath(new URL('actors.ts', import.meta.url)), 'utf8')
writeFileSync(file, compile(source, { id: 'tests/actors.ts', runtime: '@stillframe/runtime/abi', sourceMap: false }).code)
const { actor } = (await import(file.href)) as typeof natively
test.after.always(() => rmSync(file, { force: true }))

interface State {
  scheduler: Scheduler
  world: World
}

/** `body` is the actor; without `kills`, nobody is killed. */
function start(seed: number, body: typeof actor = actor, kills = true): State {
  const random = new Random(seed)
  const below = (limit: number): number => random.below(limit)
  let lastValue = 0
  const channels = Array.from({ length: 3 + below(3) }, () => {
    const capacity = [0, 0, 1, 2, 3, 5, Infinity][below(7)] as number
    const one = channel<number>({ capacity, overflow: capacity === 0 ? 'wait' : (['wait', 'wait', 'slide', 'drop'] as const)[below(4)] as 'wait' })
    one.preference = ([-1, -1, 0, 1] as const)[below(4)] as -1
    return one
  })
  const count = channels.length
  const actors = 3 + below(4)
  const deed = (): Deed => {
    switch (below(14)) {
      case 0: case 1: case 2: return ['send', below(count), ++lastValue]
      case 3: return ['offer', below(count), ++lastValue]
      case 4: case 5: return ['receive', below(count)]
      case 6: return [below(2) === 0 ? 'next' : 'poll', below(count)]
      case 7: case 8: case 9: {
        const arms = Array.from({ length: 1 + below(4) }, () => [below(count), below(2) === 0 ? 0 : ++lastValue] as const)
        return ['select', below(2) === 0, below(4) === 0, arms, below(3) === 0 ? below(6) : -1]
      }
      case 10: return below(3) === 0 ? ['subscribe', below(2), below(3), (['wait', 'slide', 'drop'] as const)[below(3)] as 'wait'] : ['publish', below(2), ++lastValue]
      case 11: return below(4) === 0 ? ['close', below(count)] : ['yield']
      case 12: return below(3) === 0 && kills ? ['kill', below(actors)] : ['sleep', below(5)]
      default: return ['yield']
    }
  }
  /** Somebody who selects among the same again and again. */
  const watch = (): Deed => ['select', below(2) === 0, false, [0, 1, 2].slice(below(2)).map((channel) => [channel, 0]), -1]
  const scheduler = new Scheduler({ clock: 'virtual', seed, shuffle: seed % 2 === 0 })
  const world: World = { channels, topics: [topic<number>(), topic<number>()], actors: [], log: [], sent: [], received: [] }
  for (const [i, one] of world.topics.entries()) channels.push(one.subscribe(i))
  for (let i = 0; i < actors; i++) {
    const script = below(3) === 0 ? Array<Deed>(4 + below(10)).fill(watch()) : Array.from({ length: 4 + below(10) }, deed)
    world.actors.push(scheduler.spawn(body as never, world, `a${i}`, script))
  }
  return { scheduler, world }
}

function finish(state: State, each: (state: State) => State): State {
  for (let slices = 0; slices < 5000; slices++) {
    const { reason } = state.scheduler.run({ maxSwitches: 1 })
    checkInvariants(state.scheduler)
    if (reason !== 'switches') return state
    state = each(state)
  }
  throw new Error('still running after 5000 slices')
}

test('no value is received twice, or without having been sent; what was sent is received, buffered, or overflowed', (t) => {
  for (let seed = 1; seed <= 400; seed++) {
    const { world } = finish(start(seed), (same) => same)
    const received = new Set(world.received)
    if (received.size !== world.received.length) t.fail(`seed ${seed}: a value was received twice`)
    const lossless = world.channels.every(({ overflow }) => overflow === 'wait') && !world.log.some((line) => line.includes('dies'))
    if (!lossless) continue
    for (const one of world.channels) for (const value of one.buffer?.toArray() ?? []) received.add(value)
    for (const value of world.sent) if (!received.has(value)) t.fail(`seed ${seed}: ${value} was sent and is nowhere`)
  }
  t.pass()
})

// Native generators ask for every operation; compiled steps perform some themselves.
test('compiled actors do what native ones do, in the same order', (t) => {
  for (let seed = 1; seed <= 400; seed++) {
    const [compiled, native] = [actor, natively.actor].map((body) => finish(start(seed, body, false), (same) => same))
    if (compiled!.world.log.join('\n') !== native!.world.log.join('\n')) t.deepEqual(compiled!.world.log, native!.world.log, `seed ${seed}`)
    t.is(compiled!.scheduler.alive, native!.scheduler.alive)
  }
})

test('with a budget, too: who is interrupted at an operation goes on with its answer', (t) => {
  for (let seed = 1; seed <= 200; seed++) {
    const [compiled, native] = [actor, natively.actor].map((body) => {
      const state = start(seed, body, false)
      for (let slices = 0; slices < 5000; slices++) if (state.scheduler.run({ maxOperations: 1 + (seed % 4) }).reason !== 'operations') break
      return state
    })
    if (compiled!.world.log.join('\n') !== native!.world.log.join('\n')) t.deepEqual(compiled!.world.log, native!.world.log, `seed ${seed}`)
    t.is(compiled!.scheduler.alive, native!.scheduler.alive)
  }
})

test('a world restored between any two slices goes on as it would have', (t) => {
  for (let seed = 1; seed <= 40; seed++) {
    const straight = finish(start(seed), (same) => same)
    const restored = finish(start(seed), (state) => restore(capture(state)) as State)
    if (straight.world.log.join('\n') !== restored.world.log.join('\n')) {
      t.deepEqual(restored.world.log, straight.world.log, `seed ${seed}`)
    }
  }
  t.pass()
})

test('a snapshot of a world is the same text when it is captured again', (t) => {
  for (let seed = 1; seed <= 40; seed++) {
    finish(start(seed), (state) => {
      const text = capture(state)
      const copy = restore(text) as State
      checkInvariants(copy.scheduler)
      if (capture(copy) !== text) t.fail(`seed ${seed}`)
      return state
    })
  }
  t.pass()
})

test('nothing that a program can see depends on whether an idle arm is still in its list', (t) => {
  let idle = 0
  let again = 0
  const seen = ({ world: { log, received, actors, channels } }: State): unknown => [log, received, actors.map(({ status }) => status), channels.map(({ balance, buffered }) => [balance, buffered])]
  for (let seed = 1; seed <= 2000; seed++) {
    let known = new Set<unknown>() // selects that nobody waits in
    const left = finish(start(seed), (state) => {
      idle += state.world.channels.filter(({ arm, receivers }) => arm?.tasklet === null && membersOf(receivers).includes(arm)).length
      for (const { parkedOn } of state.world.actors) if (parkedOn !== null && known.has(parkedOn)) again++
      known = new Set(state.world.channels.map(({ arm }) => arm?.waiter).filter((waiter) => waiter instanceof Operation && waiter.tasklet === null))
      return state
    })
    const taken = finish(start(seed), (state) => {
      for (const { takers } of state.world.channels) t.assert(takers.length >= 0) // to ask takes idle arms out (channel.ts, C6)
      return state
    })
    t.deepEqual(seen(left), seen(taken), `seed ${seed}`)
  }
  t.true(idle > 1000, `${idle} idle arms were met`)
  t.true(again > 200, `${again} times somebody waited in the select of last time`)
})
