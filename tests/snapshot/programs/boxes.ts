// Channels and latests at the top of this module, for left.ts, which knows them in two ways.

import { channel, type Channel } from 'stillframe'
import { latest, type Latest } from 'stillframe/topics'

export const orders: Channel<unknown> = channel<unknown>(10)
export const closed: Channel<unknown> = channel<unknown>()
export const untouched: Channel<unknown> = channel<unknown>(3)
export const level: Latest<number> = latest(1)

export function* next(): Generator<unknown, unknown, unknown> {
  return yield* orders.receive()
}
