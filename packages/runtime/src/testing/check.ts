// checkInvariants: every numbered rule that can be checked from outside, for tests. Never called in production.
//
// Called by: tests. Calls: nothing that changes anything.

import type { Channel } from '../channels/channel.ts'
import { operationOf, Side, Transfer, type Waiter } from '../channels/transfer.ts'
import { assert } from '../errors.ts'
import { DONE, type Frame } from '../frames/frame.ts'
import type { Operation } from '../scheduler/operation.ts'
import { Rest } from '../lifetimes/scope.ts'
import { membersOf } from '../scheduler/ring.ts'
import type { Scheduler } from '../scheduler/scheduler.ts'
import { Select } from '../channels/select.ts'
import { Join, RUNNING, type Tasklet } from '../scheduler/tasklet.ts'

/** Throws if a rule of the runtime does not hold for `scheduler`, its tasklets and the channels they wait on. */
export function checkInvariants(scheduler: Scheduler): void {
  const ring = membersOf(scheduler.ring)
  assert(ring.length === scheduler.ring.length, 'R4: the ring counts its members')
  assert(new Set(ring).size === ring.length, 'R1: a tasklet is in the ring once')
  for (const tasklet of ring) assert(tasklet.status === 'ready', 'S1: the ring holds the READY')

  const living = scheduler.tasklets()
  assert(living.length === scheduler.alive, 'S2: alive counts the living')
  const lists = new Lists()
  const inRing = new Set(ring)
  for (const tasklet of living) checkTasklet(tasklet, scheduler, inRing, lists)
  const frames = new Set<Frame>()
  for (const { top } of living) {
    for (let frame = top; frame !== null; frame = frame.up) {
      assert(!frames.has(frame), 'F5: a frame is held once')
      frames.add(frame)
    }
  }
  for (const [channel, members] of lists.members) checkChannel(channel, members)

  const { heap, times } = scheduler.timers
  heap.forEach((sleep, i) => {
    assert(sleep.dueMs === times[i] && (times[(i - 1) >> 1] ?? 0) <= sleep.dueMs, 'H1: parents are due first')
    assert(i > 0 && sleep.tasklet === null || waitsIn(sleep), 'H2: a timer has a parked tasklet')
  })
  for (const [id, request] of scheduler.requests) {
    assert(request.id === id && waitsIn(request), 'Q1: a pending request has a parked tasklet')
  }
}

/** Does the tasklet of `operation` wait in it, alone or as one of a group? */
function waitsIn(operation: Operation<unknown>): boolean {
  const waits = operation.tasklet?.parkedOn ?? null
  return waits === operation || new Set((waits as Partial<Grouped> | null)?.waits).has(operation)
}

/** A select, or a publish: this room needs no topics. */
type Grouped = { readonly waits: Iterable<Operation<unknown>> }

/** Wait lists as sets: 100,000 tasklets wait on one channel. */
class Lists {
  members = new Map<Channel<unknown>, Set<unknown>>()

  holds(channel: Channel<unknown>, waiter: Waiter<unknown>): boolean {
    let set = this.members.get(channel)
    if (set === undefined) this.members.set(channel, (set = new Set([...membersOf(channel.senders), ...membersOf(channel.receivers)])))
    return set.has(waiter)
  }
}

function checkTasklet(tasklet: Tasklet, scheduler: Scheduler, inRing: Set<Tasklet>, lists: Lists): void {
  assert(tasklet.alive && tasklet.home === scheduler, 'S2: the living are alive here')
  assert((tasklet.status === 'ready') === inRing.has(tasklet), 'T1: READY means in the ring')
  assert((tasklet.place === RUNNING) === (scheduler.current === tasklet), 'S1: current is RUNNING')
  const operation = tasklet.parkedOn
  if (operation !== null) {
    const direct = operation instanceof Side
    assert(operation.tasklet === (direct ? null : tasklet), 'O2: operation and tasklet name each other')
    if (direct) assert(lists.holds(operation.channel, tasklet) && (operation.direction > 0 || tasklet.inbox === undefined), 'C2: a tasklet parked on a channel is in its list')
    const { waits } = operation as Partial<Grouped>
    if (waits !== undefined) checkGroup(operation, waits, lists)
  }
  const { scope, joiners } = tasklet.ties
  assert(scope === null || scope.children.has(tasklet), 'SC1: a scope knows its children')
  assert([...joiners ?? []].every((one) => !(one instanceof Join) || one.target === tasklet), 'T6: who joins is in nobody else\'s list')
  if (operation instanceof Rest) assert(operation.scope.rest === operation && operation.scope.children.size > 0, 'SC2: a scope waits for its children')
  assert(tasklet.top !== null, 'T1: the living have a frame')
  for (let frame = tasklet.top; frame !== null; frame = frame.up) assert(frame.pc !== DONE, 'F2: no finished frame in a chain')
}

function checkGroup(group: Operation<unknown>, waiting: Grouped['waits'], lists: Lists): void {
  const waits = [...waiting]
  if (group instanceof Select) assert(waits.length === group.arms.length, 'SE2: a parked select waits in every arm')
  else assert(waits.length > 0, 'TO3: a parked publish waits for somebody')
  assert(new Set(waits).size === waits.length, 'SE2: a select waits in an operation once')
  for (const wait of waits) {
    assert(wait.waiter === group, 'O5: an operation of a group names it')
    if (wait instanceof Transfer) assert(lists.holds(wait.channel, wait), 'C2: an arm is in its wait list')
  }
}

const taskletOf = (waiter: Waiter<unknown>): Tasklet | null => (waiter instanceof Transfer ? waiter.tasklet : waiter)

function checkChannel(channel: Channel<unknown>, members: ReadonlySet<unknown>): void {
  assert(members.size === channel.senders.length + channel.receivers.length, 'WL2: a wait list counts its members')
  const senders = membersOf(channel.senders)
  const receivers = membersOf(channel.receivers)
  const left = channel.arm?.waiter as Operation<unknown> | null | undefined as Select | null | undefined
  if (left?.waiter === null) {
    const { away, arms } = left
    assert(receivers.pop() === channel.arm, 'C6: an idle arm is the last')
    assert(away < 0 || arms.every((arm, i) => i === away || arm.waiter === left as Operation<unknown>), 'SE5: all arms but one stay')
  }
  const waiting = [...senders, ...receivers]
  assert(senders.every((sender) => operationOf(sender).direction > 0) && receivers.every((receiver) => operationOf(receiver).direction < 0), 'C1: senders send, receivers receive')
  const tasklets = new Set(waiting.map(taskletOf))
  const both = senders.length > 0 && receivers.length > 0
  assert(!both || (tasklets.size === 1 && waiting.every((waiter) => taskletOf(waiter)?.parkedOn instanceof Select)), 'C1: senders or receivers, or arms of one select')
  assert(waiting.length === 0 || !channel.closed, 'C4: nobody waits on a closed channel')
  assert(senders.length === 0 || !channel.hasRoom, 'C3: senders wait while the buffer is full')
  assert(receivers.length === 0 || channel.buffered === 0, 'C3: receivers wait while the buffer is empty')
  for (const waiter of waiting) {
    const operation = operationOf(waiter)
    const parked = waiter instanceof Transfer ? waitsIn(waiter) : waiter.parkedOn === (operation as Operation<unknown>)
    assert(taskletOf(waiter)?.status === 'parked' && parked && operation.channel === channel, 'C2: who waits is parked')
  }
  const { buffer } = channel
  if (buffer === null) return
  const size = buffer.slots.length
  assert(buffer.length <= Math.min(size, channel.capacity) && (size & (size - 1)) === 0, 'QU2: a buffer has room for its values, and no more than the capacity')
  for (let i = buffer.length; i < size; i++) assert(buffer.slots[(buffer.head + i) & (size - 1)] === undefined, 'QU1: a free slot is empty')
}
