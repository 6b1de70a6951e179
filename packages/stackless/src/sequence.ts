// channel.sendSequence: a step function by hand, as the compiler would emit it, so that a tasklet suspended in it can be saved.
//
// Called by: channel.ts. Calls: actions.ts.

import { DONE, Frame, generatorFunction, iterate, registerFunction, type Code, type Cursor } from '@stillframe/runtime/abi'
import { Action } from './actions.ts'
import type { Channel } from './channel.ts'

const ID = 'stackless:sendSequence'
const LIVE = [0, 1, 2]

/** Slots: the channel, the items' cursor, how many were sent. */
const code: Code = {
  id: ID,
  guarded: false,
  raw: false,
  more: 0,
  meta: {
    name: 'sendSequence', module: 'stackless:', shape: 'sendSequence', body: 'sendSequence', slots: ['channel', 'cursor', 'count'],
    points: [
      { pc: 0, label: 'start', line: 0, column: 0, live: LIVE },
      { pc: 1, label: 'send#1', line: 0, column: 0, live: LIVE },
    ],
  },
  step(frame) {
    const cursor = frame.s1 as Cursor
    if (frame.pc === 1) frame.s2 = (frame.s2 as number) + 1
    if (cursor.step()) {
      frame.pc = 1
      return new Action('send', frame.s0, [cursor.value])
    }
    frame.pc = DONE
    return frame.s2
  },
}

const record = registerFunction({
  id: ID, kind: 'generator', name: 'sendSequence', length: 2, captures: [], code,
  make: () => (_self: unknown, channel: Channel, items: Iterable<unknown>): Frame => {
    const frame = new Frame(code)
    frame.s0 = channel
    frame.s1 = iterate(items)
    frame.s2 = 0
    return frame
  },
})

export const sequence = generatorFunction(record, []) as (channel: Channel, items: Iterable<unknown>) => Generator<unknown, number, unknown>
