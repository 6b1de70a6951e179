// `source.each(body)`: the loop over what arrives, as a tasklet function that can be saved while the body waits.
//
//   EA1. Slots: the source, the body. A method, unlike the standard functions: its source is its `this`.
//
// Called by: channel.ts. Calls: body.ts, standard.ts.

import { frameOf, type Body } from './body.ts'
import { registerFunction, type FunctionRecord } from './code.ts'
import { DONE, Frame, RETURN, THROW } from './frame.ts'
import { generatorFunction } from './generator.ts'
import type { Operation } from './operation.ts'
import { standardCode } from './standard.ts'

interface Source {
  next(): Operation<IteratorResult<unknown, undefined>>
}

/** Runs `body` for each value, one after the other, until the source ends. An error in `body` ends the loop. */
export type Each<T> = (body: Body<[value: T], unknown>) => Generator<unknown, void, unknown>

const code = standardCode('each', ['source', 'body'], [['start', [0, 1]], ['next', [0, 1]], ['body', [0, 1]]], (frame, value, mode) => {
  const { pc } = frame
  frame.pc = DONE
  if (mode === THROW) throw value
  if (mode === RETURN) return value
  if (pc !== NEXT_VALUE) {
    frame.pc = NEXT_VALUE
    return (frame.s0 as Source).next()
  }
  const result = value as IteratorResult<unknown, undefined>
  if (result.done) return undefined
  const body = frameOf(frame.s1, [result.value])
  frame.pc = BODY
  return body
})

const NEXT_VALUE = 1
const BODY = 2

function enter(source: Source, body: unknown): Frame {
  const frame = new Frame(code)
  frame.s0 = source
  frame.s1 = body
  return frame
}

const record: FunctionRecord = registerFunction({ id: 'std:each()', kind: 'generator', name: 'each', length: 1, captures: [], make: () => enter, code })

export const each: Function = generatorFunction(record, [])
