// A world in which tasklets wait on channels in every way there is: to send, with a full buffer, for the end, in a select.

import { channel, Scheduler, select, type Channel } from '@stillframe/runtime'
import { define } from './code.ts'

type Any = any

const sender = define({
  id: 'waiters.ts#sender', params: ['to', 'what'], slots: ['to', 'what'], points: [['start', 1, 'to', 'what'], ['send#1', 2]],
  run: ({ pc, slots, go }) => (pc === 0 ? go(1, (slots['to'] as Channel<unknown>).send(slots['what'])) : 'sent'),
}).fn

const reader = define({
  id: 'waiters.ts#reader', params: ['from'], slots: ['from'], points: [['start', 1, 'from'], ['next#1', 2]],
  run: ({ pc, slots, value, go }) => (pc === 0 ? go(1, (slots['from'] as Channel<unknown>).next()) : value),
}).fn

/** Sends and receives on one channel, whichever comes first. */
export const chooser = define({
  id: 'waiters.ts#chooser', params: ['one'], slots: ['one'], points: [['start', 1, 'one'], ['select#1', 2]],
  run: ({ pc, slots, value, go }) => {
    const one = slots['one'] as Channel<unknown>
    return pc === 0 ? go(1, select({ give: one.send('mine'), take: one.receive() })) : value
  },
}).fn

export interface World {
  scheduler: Scheduler
  wanted: Channel<unknown>
  full: Channel<unknown>
  awaited: Channel<unknown>
  chosen: Channel<unknown>
}

export function world(): World {
  const scheduler = new Scheduler({ clock: 'virtual' })
  const world = { scheduler, wanted: channel<unknown>(), full: channel<unknown>(1), awaited: channel<unknown>(), chosen: channel<unknown>() }
  for (const [to, what] of [[world.wanted, 'a'], [world.wanted, 'b'], [world.full, 1], [world.full, 2]] as const) scheduler.spawn(sender as Any, to, what)
  scheduler.spawn(reader as Any, world.awaited)
  scheduler.spawn(reader as Any, world.awaited)
  scheduler.spawn(chooser as Any, world.chosen)
  scheduler.run()
  return world
}
