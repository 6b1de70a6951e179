// Calls behind `yield*`: what emitted code calls in place of `fn` where it says `yield* fn(...)`. A compiled generator function gives its
// frame; a function that is not ours is called, and what it gives is delegated to; an operation on a channel is performed *in place*:
// the step that asks for it does it, and yields nothing. No operation is made, looked at and asked to perform: a third of what a send costs.
//
//   IP1. A step performs in place if it was given a null for `exit`: what it yields goes to the scheduler and to nobody else, and nobody has killed its
//        tasklet (T4). Elsewhere - a generator that somebody drives by hand, a loop under a native frame - the operation is yielded. Who is
//        killed while it runs has no allowance (G3).
//   IP2. A kill on its way is for the operation itself: nobody performs in place then. (A closed channel throws here as it does there.)
//   IP3. After it the tasklet is where the operation has put it, and the step leaves; or it is RUNNING: `answered` says so, and
//        the step goes on with what it is given.
//   IP4. An operation in place counts like any other (CP1): whose allowance is used up leaves it to the scheduler.
//
// Called by: emitted code, by `enter`. Calls: channel.ts, mark.ts, delegate.ts.

import { Channel, receive as performReceive, send as performSend } from '../channels/channel.ts'
import { newReceive, newSend } from '../channels/transfer.ts'
import type { TaskletExit } from '../errors.ts'
import { delegateFresh } from './delegate.ts'
import { pointOf, type Frame, type Point } from '../frames/frame.ts'
import { mark, markOf } from '../frames/mark.ts'
import { calleeOf } from './meta.ts'
import { stepping } from '../scheduler/running.ts'

/**
 * `yield* fn.call(self, ...args)` is `enter(fn, exit)(frame, self, ...args)`, in the step of `frame`: the frame of a compiled callee, or whatever
 * the delegate says. In two steps, because an argument list of its own at each call costs nothing, and an array of arguments 8 ns.
 */
export function enter(fn: unknown, exit: TaskletExit | null | undefined): Entered {
  if (exit === null) { // no look for a mark: where a channel's class is known, so are its methods
    if (fn === send) return sendInPlace as Entered
    if (fn === receive) return receiveInPlace as Entered
    if (fn === next) return nextInPlace as Entered
  }
  return enterAny(fn)
}

/** What is no operation on a channel. (A function of its own, so that `enter` takes little room where the engine puts it in line.) */
function enterAny(fn: unknown): Entered {
  const marked = markOf(fn)
  return marked !== undefined && (marked.mayDirectly === null || marked.mayDirectly(fn as Function)) ? marked.enter : foreign(fn)
}

type Entered = (frame: Frame, self: unknown, ...args: unknown[]) => unknown

/** `frame` stands at the point already: it knows what is called there. */
function foreign(fn: unknown): Entered {
  return (frame, self, ...args) => {
    if (typeof fn !== 'function') throw new TypeError(`${calleeOf(pointOf(frame) as Point)} is not a function`)
    return delegateFresh(Reflect.apply(fn, self, args))
  }
}

function receiveInPlace(_at: Frame, channel: Channel<unknown>): unknown {
  return takeInPlace(channel, false)
}

function nextInPlace(_at: Frame, channel: Channel<unknown>): unknown {
  return takeInPlace(channel, true)
}

function takeInPlace(channel: Channel<unknown>, wrapped: boolean): unknown {
  if (!admits()) return newReceive(channel, wrapped)
  return performReceive(channel, wrapped)
}

function sendInPlace(_at: Frame, channel: Channel<unknown>, value: unknown): unknown {
  if (!admits()) return newSend(channel, value)
  return performSend(channel, value)
}

/** May an operation be performed here and now? Then it counts. IP1, IP4 */
function admits(): boolean {
  if (stepping.allowance <= 0) return false
  stepping.allowance--
  return true
}

const { send, receive, next } = Channel.prototype
mark(send, (_at, channel: Channel<unknown>, value: unknown) => send.call(channel, value))
mark(receive, (_at, channel: Channel<unknown>) => newReceive(channel, false))
mark(next, (_at, channel: Channel<unknown>) => newReceive(channel, true))
