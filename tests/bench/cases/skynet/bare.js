// What the engine allows at best: the same by hand, in the same order. A tasklet and its frame are one object of nine fields, a channel has a
// list of senders and room for one receiver. No errors, kills, names or ids, nothing that a snapshot could name.

import { List } from '../../shared/list.js'

class Tasklet {
  constructor(out, firstLeaf, size) {
    this.pc = 0
    this.out = out
    this.firstLeaf = firstLeaf
    this.size = size
    this.results = null
    this.i = 0
    this.sum = 0
    this.inbox = 0
    this.next = null
  }
}

class Channel {
  senders = new List()
  receiver = null
}

const ring = new List()

function send(tasklet, value) {
  const { receiver } = tasklet.out
  tasklet.pc = DONE
  if (receiver === null) {
    tasklet.inbox = value
    tasklet.out.senders.push(tasklet)
  } else {
    tasklet.out.receiver = null
    receiver.inbox = value
    ring.push(receiver)
  }
}

const RECEIVED = 1
const DONE = 2

function step(tasklet) {
  if (tasklet.pc === DONE) return
  if (tasklet.pc === RECEIVED) {
    tasklet.sum += tasklet.inbox
    tasklet.i++
  } else {
    if (tasklet.size === 1) return send(tasklet, tasklet.firstLeaf)
    const results = tasklet.results = new Channel()
    const part = tasklet.size / 10
    for (let i = 0; i < 10; i++) ring.push(new Tasklet(results, tasklet.firstLeaf + i * part, part))
  }
  for (; tasklet.i < 10; tasklet.i++) {
    const sender = tasklet.results.senders.shift()
    if (sender === null) {
      tasklet.pc = RECEIVED
      tasklet.results.receiver = tasklet
      return
    }
    tasklet.sum += sender.inbox
    ring.push(sender)
  }
  send(tasklet, tasklet.sum)
}

export function round(leaves) {
  const out = new Channel()
  ring.push(new Tasklet(out, 0, leaves))
  for (let tasklet = ring.shift(); tasklet !== null; tasklet = ring.shift()) step(tasklet)
  const { inbox } = out.senders.shift()
  if (inbox !== 0.5 * leaves * (leaves - 1)) throw new Error(`wrong sum ${inbox}`)
  return leaves
}
