// Operations in place: where emitted code says `yield* channel.send(x)`, the step that asks for the send performs it, and yields
// nothing. No operation is made, looked at and asked to perform: a third of what a send costs.
//
//   IP1. Only the innermost frame of the running tasklet performs in place (S6): what it yields goes to the scheduler and
//        to nobody else. Elsewhere - a generator that somebody drives by hand, a loop under a native frame - the operation is yielded.
//   IP2. In place nothing is thrown: a closed channel, and a kill on its way (T4), are for the operation itself.
//   IP3. After it the tasklet is where the operation has put it, and the step yields undefined; or it is RUNNING: then the step is given its own
//        frame, takes what is in the inbox, and goes on.
//   IP4. An operation in place counts like any other (CP1): whose allowance is used up leaves it to the scheduler.
//
// Called by: emitted code, through marks. Calls: channel.ts.

import { Channel, receive, send, type Transfer } from '../channels/channel.ts'
import type { Frame } from '../frames/frame.ts'
import { mark } from '../frames/mark.ts'
import type { Operation } from '../scheduler/operation.ts'
import { running } from '../scheduler/running.ts'
import type { Scheduler } from '../scheduler/scheduler.ts'
import { RUNNING, type Tasklet } from '../scheduler/tasklet.ts'

/** IP1 */
export function mayInPlace(frame: Frame): boolean {
  return running !== null && running.current !== null && running.current.top === frame
}

function sendInPlace(channel: Channel<unknown>, value: unknown): unknown {
  const home = running as Scheduler
  const tasklet = home.current as Tasklet
  if (tasklet.exit !== null || channel.closed || home.allowance < 1) return sending(channel, value)
  return answered(home, tasklet, send(channel, value, tasklet))
}

function receiveInPlace(channel: Channel<unknown>): unknown {
  return take(channel, channel.receive())
}

function nextInPlace(channel: Channel<unknown>): unknown {
  return take(channel, channel.next())
}

function take(channel: Channel<unknown>, operation: Operation<unknown>): unknown {
  const home = running as Scheduler
  const tasklet = home.current as Tasklet
  if (tasklet.exit !== null || channel.closed || home.allowance < 1) return operation
  return answered(home, tasklet, receive(channel, operation as Transfer<unknown>, tasklet))
}

/** IP3 */
function answered(home: Scheduler, tasklet: Tasklet, answer: unknown): Frame | undefined {
  if (tasklet.state !== RUNNING) return
  home.allowance--
  tasklet.inbox = answer
  return tasklet.top as Frame
}

/** What a step goes on with that was given its own frame. IP3 */
export function taken(): unknown {
  const tasklet = (running as Scheduler).current as Tasklet
  const { inbox } = tasklet
  tasklet.inbox = undefined
  return inbox
}

/** The channel's own send, with the value in it. C5 */
function sending(channel: Channel<unknown>, value: unknown): Transfer<unknown> {
  const sender = channel.sending()
  sender.value = value
  return sender
}

const { send: sends, receive: receives, next: nexts } = Channel.prototype
mark(sends, sending, null, sendInPlace)
mark(receives, (channel: Channel<unknown>) => channel.receive(), null, receiveInPlace)
mark(nexts, (channel: Channel<unknown>) => channel.next(), null, nextInPlace)
