// What a tasklet can get at: the objects its next turns may read or write without the help of others.
//
//   RE1. Two tasklets whose reach has nothing in common can't notice each other's turns: either order gives the same state.
//   RE2. Other tasklets, and who waits on a channel, are not entered: they are reached, as objects, and no further. What is
//        in a channel's buffer, or offered by those who wait to send, is.
//   RE3. Module-level variables are not looked at; a snapshot does not hold them either.
//
// Called by: explore.ts. Calls: the abi.

import type { Channel, Tasklet } from '@stillframe/runtime'
import { closureOf, Frame, generatorState, getSlot, kindOf, membersOf, offered } from '@stillframe/runtime/abi'

export function reachOf(tasklet: Tasklet): Set<object> {
  const reached = new Set<object>([tasklet])
  const stack: unknown[] = [tasklet.top, tasklet.inbox, tasklet.parkedOn, tasklet.ties.scope, tasklet.ties.context]
  while (stack.length > 0) {
    const value = stack.pop()
    if (value === null || (typeof value !== 'object' && typeof value !== 'function') || reached.has(value)) continue
    reached.add(value)
    enter(value, stack)
  }
  return reached
}

function enter(value: object, stack: unknown[]): void {
  if (value instanceof Frame) {
    stack.push(value.up)
    for (let slot = 0; slot < (value.code.meta?.slots.length ?? 0); slot++) stack.push(getSlot(value, slot))
    return
  }
  if (typeof value === 'function') {
    stack.push(...(closureOf(value)?.captured ?? []))
    properties(value, stack)
    return
  }
  const generator = generatorState(value)
  if (generator !== undefined) {
    stack.push(generator.top)
    return
  }
  const kind = kindOf(value)
  if (kind?.name === 'Tasklet') {
    const { alive, inbox } = value as Tasklet
    if (!alive) stack.push(inbox)
    return
  }
  if (kind?.name === 'Scheduler') return // RE2
  if (kind?.name === 'Channel') {
    const channel = value as Channel<unknown>
    stack.push(channel.cause, ...(channel.buffer?.toArray() ?? []), ...membersOf(channel.senders).map(offered))
    return
  }
  if (kind !== undefined) {
    for (const field of kind.save(value)) for (const item of Array.isArray(field) ? field : [field]) stack.push(item)
    return
  }
  if (value instanceof Map) for (const [key, item] of value) stack.push(key, item)
  else if (value instanceof Set) for (const item of value) stack.push(item)
  if (ArrayBuffer.isView(value)) stack.push(value.buffer)
  else properties(value, stack)
}

function properties(value: object, stack: unknown[]): void {
  for (const key of Reflect.ownKeys(value)) {
    const { value: held, get, set } = Object.getOwnPropertyDescriptor(value, key) as PropertyDescriptor
    stack.push(held, get, set)
  }
  const prototype = Object.getPrototypeOf(value) as object | null
  if (prototype !== null && !Object.hasOwn(prototype, 'constructor')) stack.push(prototype) // a class' own is the program's
}

/** For each tasklet, those it shares something with, itself included; and the groups this makes. */
export class Sharing {
  readonly partners: Map<number, Set<number>> = new Map()

  constructor(tasklets: readonly Tasklet[]) {
    const owners = new Map<object, number[]>()
    for (const tasklet of tasklets) {
      this.partners.set(tasklet.id, new Set([tasklet.id]))
      for (const object of reachOf(tasklet)) {
        const others = owners.get(object)
        if (others === undefined) owners.set(object, [tasklet.id])
        else others.push(tasklet.id)
      }
    }
    for (const sharers of owners.values()) {
      if (sharers.length > 1) for (const one of sharers) for (const other of sharers) this.partners.get(one)?.add(other)
    }
  }

  independent(one: number, other: number): boolean {
    return this.partners.get(one)?.has(other) === false
  }

  /** Everybody that `id` shares something with, directly or through others. */
  group(id: number): Set<number> {
    const group = new Set([id])
    for (const member of group) for (const partner of this.partners.get(member) ?? []) group.add(partner)
    return group
  }
}
