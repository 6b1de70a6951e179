// channel.sendSequence and channel.clear: step functions by hand, as the compiler would emit them, so that a tasklet that
// is suspended in one can be saved.
//
// Called by: channel.ts. Calls: actions.ts.

import { DONE, Frame, generatorFunction, iterate, registerFunction, TaskletExit, type Code, type Cursor, type Step } from '@stillframe/runtime/abi'
import { Action } from './actions.ts'
import type { Channel } from './channel.ts'
import type { Tasklet } from './tasklet.ts'

/** Slots: the channel, a cursor, and how many steps were made. */
function codeOf(name: string, label: string, step: Step): Code {
  const live = [0, 1, 2]
  const points = [
    { pc: 0, label: 'start', line: 0, column: 0, live },
    { pc: 1, label, line: 0, column: 0, live },
  ]
  const meta = { name, module: 'stackless:', shape: name, body: name, slots: ['channel', 'cursor', 'count'], points }
  return { id: `stackless:${name}`, step, guarded: false, raw: false, more: null, meta }
}

function functionOf(code: Code): Function {
  const name = code.meta?.name as string
  const make = () => (_at: Frame | null, _self: unknown, channel: Channel, items: unknown): Frame => {
    const frame = new Frame(code)
    frame.s0 = channel
    frame.s1 = iterate(items)
    frame.s2 = 0
    return frame
  }
  return generatorFunction(registerFunction({ id: code.id, kind: 'generator', name, length: 2, captures: [], code, make }), [])
}

const sendSequence = codeOf('sendSequence', 'send#1', (frame) => {
  const cursor = frame.s1 as Cursor
  if (frame.pc === 1) frame.s2 = (frame.s2 as number) + 1
  if (cursor.step()) {
    frame.pc = 1
    return new Action('send', frame.s0, [cursor.value])
  }
  frame.pc = DONE
  return frame.s2
})

const clear = codeOf('clear', 'kill#1', (frame) => {
  const cursor = frame.s1 as Cursor
  while (cursor.step()) {
    if ((cursor.value as Tasklet).channel !== frame.s0) continue
    frame.pc = 1
    return new Action('throw', cursor.value, [new TaskletExit(), true, false])
  }
  frame.pc = DONE
  return undefined
})

export const sequence = functionOf(sendSequence) as (channel: Channel, items: Iterable<unknown>) => Generator<unknown, number, unknown>
const clearing = functionOf(clear) as (channel: Channel, waiting: readonly Tasklet[]) => Generator<unknown, void, unknown>

/** Kills those who wait now. */
export function clearance(channel: Channel): Generator<unknown, void, unknown> {
  const waiting: Tasklet[] = []
  for (let tasklet = channel.first; tasklet !== null; tasklet = tasklet.after) waiting.push(tasklet)
  return clearing(channel, waiting)
}
