// What the engine allows at best: the same by hand. Two state machines in objects, one list of who is ready, channels with room for one who
// waits. No errors, kills, budgets or preferences, nobody third on a channel, nothing that a snapshot could name.

import { List } from '../../shared/list.js'

class Frame {
  constructor(step, trips, requests, replies) {
    this.step = step
    this.pc = 0
    this.trips = trips
    this.requests = requests
    this.replies = replies
    this.i = 0
  }
}

class Tasklet {
  constructor(top) {
    this.top = top
    this.inbox = undefined
    this.next = null
  }
}

class Channel {
  sender = null
  receiver = null
}

const ring = new List()
let running = null
let received

/** Done, or parked? */
function send(channel, value) {
  const { receiver } = channel
  if (receiver === null) {
    running.inbox = value
    channel.sender = running
    return false
  }
  channel.receiver = null
  receiver.inbox = value
  ring.push(receiver)
  return true
}

/** The same; what it gives is `received`. */
function receive(channel) {
  const { sender } = channel
  if (sender === null) {
    channel.receiver = running
    return false
  }
  channel.sender = null
  received = sender.inbox
  sender.inbox = undefined
  ring.push(sender)
  return true
}

function server(frame, resumed) {
  let { pc, i } = frame
  let value = resumed
  for (;;) {
    switch (pc) {
      case 0:
        if (i === frame.trips) return undefined
        if (!receive(frame.requests)) {
          frame.pc = 1
          frame.i = i
          return undefined
        }
        value = received
      // fall through
      case 1:
        if (!send(frame.replies, value + 1)) {
          frame.pc = 2
          frame.i = i
          return undefined
        }
      // fall through
      default:
        i++
        pc = 0
    }
  }
}

function client(frame, resumed) {
  let { pc, i } = frame
  let value = resumed ?? 0
  for (;;) {
    switch (pc) {
      case 0:
        if (i === frame.trips) return value
        if (!send(frame.requests, value)) {
          frame.pc = 1
          frame.i = i
          return undefined
        }
      // fall through
      case 1:
        if (!receive(frame.replies)) {
          frame.pc = 2
          frame.i = i
          return undefined
        }
        value = received
      // fall through
      default:
        i++
        pc = 0
    }
  }
}

export function round(trips) {
  const requests = new Channel()
  const replies = new Channel()
  ring.push(new Tasklet(new Frame(server, trips, requests, replies)))
  ring.push(new Tasklet(new Frame(client, trips, requests, replies)))
  let result
  while ((running = ring.shift()) !== null) {
    const value = running.inbox
    running.inbox = undefined
    result = running.top.step(running.top, value) ?? result
  }
  if (result !== trips) throw new Error(`wrong count ${result}`)
  return trips
}
