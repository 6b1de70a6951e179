// `yield*` (ECMA-262 15.5.5): what the delegate is decides what happens, and none of it recurses.
//
//   a call of a compiled generator function   its frame is pushed
//   an operation                              it is yielded to the scheduler, which performs it
//   anything else                             a delegate frame runs the iterator protocol
//
//   D1. A delegate frame holds a cursor in slot 0. It yields the iterator's result objects as they are (`raw`).
//
// Called by: emitted code, calls.ts. Calls: cursors.ts, standard.ts.

import { ForeignCursor, isObject, iterate, type Cursor } from './cursors.ts'
import { DONE, Frame, NEXT, THROW, type Code, type Mode } from '../frames/frame.ts'
import { Operation } from '../scheduler/operation.ts'
import { stealFrame } from '../frames/standard.ts'

/** What `yield* value` yields first: an operation, or a frame that runs the iterator protocol. */
export function delegate(value: unknown): unknown {
  if (value instanceof Operation) return value
  return new Frame(delegateCode, iterate(value))
}

/** The same for the result of a call: a generator that nobody else knows, nor has started, gives its frame. */
export function delegateFresh(value: unknown): unknown {
  return stealFrame(value) ?? delegate(value)
}

export const delegateCode: Code = {
  id: 'std:delegate',
  step(frame: Frame, value: unknown, mode: Mode): unknown {
    const cursor = frame.s0 as Cursor
    frame.pc = DONE // until the iterator has answered: an error of it ends the delegation
    const result = cursor instanceof ForeignCursor ? foreign(cursor, value, mode) : builtIn(cursor, value, mode)
    if (result.done) return result.value
    frame.pc = 1
    return result
  },
  guarded: true,
  raw: true,
  more: null,
  meta: {
    name: 'yield*', module: 'std:', shape: 'delegate', body: 'delegate', slots: ['cursor'],
    points: [
      { pc: 0, label: 'start', line: 0, column: 0, live: [0] },
      { pc: 1, label: 'yield*', line: 0, column: 0, live: [0] },
    ],
  },
}

function builtIn(cursor: Cursor, value: unknown, mode: Mode): IteratorResult<unknown, unknown> {
  // Built-in iterators have neither `throw` nor `return`.
  if (mode === NEXT) return cursor.step() ? { value: cursor.value, done: false } : { value: undefined, done: true }
  if (mode === THROW) throw new TypeError('The iterator does not provide a \'throw\' method')
  return { value, done: true }
}

function foreign(cursor: ForeignCursor, value: unknown, mode: Mode): IteratorResult<unknown, unknown> {
  const { iterator, nextMethod } = cursor
  if (mode === NEXT) return checked(Reflect.apply(nextMethod as () => unknown, iterator, [value]))
  const method = (mode === THROW ? iterator.throw : iterator.return) as unknown
  if (method === undefined || method === null) {
    if (mode !== THROW) return { value, done: true }
    cursor.close(false)
    throw new TypeError('The iterator does not provide a \'throw\' method')
  }
  return checked(Reflect.apply(method as () => unknown, iterator, [value]))
}

function checked(result: unknown): IteratorResult<unknown, unknown> {
  if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`)
  return result as IteratorResult<unknown, unknown>
}
