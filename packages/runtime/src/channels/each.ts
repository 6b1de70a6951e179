// `source.each(body)`: the loop over what arrives, as a tasklet function that can be saved while the body waits.
//
//   EA1. Slots: the source, the body. A method: its source is its `this`.
//
// Called by: channel.ts. Calls: body.ts, standard.ts.

import { frameOf, type Body } from '../frames/body.ts'
import { DONE, RETURN, THROW } from '../frames/frame.ts'
import type { Operation } from '../scheduler/operation.ts'
import { standard, standardCode, type Steps } from '../frames/standard.ts'

interface Source {
  next(): Operation<IteratorResult<unknown, undefined>>
}

/** Runs `body` for each value, one after the other, until the source ends. An error in `body` ends the loop. */
export type Each<T> = (body: Body<[value: T], unknown>) => Steps<void>

standardCode('each', ['source', 'body'], [['start', [0]], ['next', [0, 1]], ['body', [0, 1]]], (frame, value, mode) => {
  const NEXT_VALUE = 1
  const BODY = 2
  const { pc } = frame
  if (pc === 0) [frame.s0, frame.s1] = frame.s0 as [Source, Body]
  frame.pc = DONE
  if (mode === THROW) throw value
  if (mode === RETURN) return value
  if (pc !== NEXT_VALUE) {
    frame.pc = NEXT_VALUE
    return (frame.s0 as Source).next()
  }
  const result = value as IteratorResult<unknown, undefined>
  if (result.done) return undefined
  const body = frameOf(frame.s1, result.value)
  frame.pc = BODY
  return body
})

export const each: Each<never> = standard('each', 'each', function (this: Source, body: unknown) { return [this, body] })
