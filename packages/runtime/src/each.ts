// `source.each(body)`: the loop over what arrives, as a tasklet function that can be saved while the body waits.
//
//   EA1. It is written as the compiler would have written it: the runtime is not compiled, and a native generator here
//        would make every loop unsavable. Slots: the source, the body.
//
// Called by: channel.ts, topic.ts. Calls: body.ts, generator.ts.

import { frameOf, type Body } from './body.ts'
import { registerFunction, type FunctionRecord } from './code.ts'
import { DONE, Frame, type Code } from './frame.ts'
import { generatorFunction } from './generator.ts'
import type { Operation } from './operation.ts'

interface Source {
  next(): Operation<IteratorResult<unknown, undefined>>
}

/** Runs `body` for each value, one after the other, until the source ends. An error in `body` ends the loop. */
export type Each<T> = (body: Body<[value: T], unknown>) => Generator<unknown, void, unknown>

const code: Code = {
  id: 'std:each',
  guarded: false,
  raw: false,
  more: 0,
  meta: {
    name: 'each', module: 'std:', shape: 'each', body: 'each', slots: ['source', 'body'],
    points: [
      { pc: 0, label: 'start', line: 0, column: 0, live: [0, 1] },
      { pc: 1, label: 'next', line: 0, column: 0, live: [0, 1] },
      { pc: 2, label: 'body', line: 0, column: 0, live: [0, 1] },
    ],
  },
  step(frame: Frame, value: unknown): unknown {
    if (frame.pc !== 1) {
      frame.pc = 1
      return (frame.s0 as Source).next()
    }
    const result = value as IteratorResult<unknown, undefined>
    frame.pc = DONE // a body that is no generator function throws
    if (result.done) return undefined
    const body = frameOf(frame.s1, [result.value])
    frame.pc = 2
    return body
  },
}

function enter(source: Source, body: unknown): Frame {
  const frame = new Frame(code)
  frame.s0 = source
  frame.s1 = body
  return frame
}

const record: FunctionRecord = registerFunction({ id: code.id, kind: 'generator', name: 'each', length: 1, captures: [], make: () => enter, code })

export const each: Function = generatorFunction(record, [])
