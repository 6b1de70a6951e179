// Python's rules for the arguments of `raise`, which throw() and sendThrow() take over: a class with arguments, or an error.
//
// Called by: channel.ts, tasklet.ts. Calls: nothing.

import { theirs } from './errors.ts'

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type ErrorClass = new (...args: any[]) => Error

const isClass = (value: unknown): value is ErrorClass =>
  typeof value === 'function' && (value === Error || value.prototype instanceof Error)

/** raiseException(Class, ...args): an error of that class. Throws TypeError. */
export function errorFrom(type: unknown, args: readonly unknown[]): Error {
  if (!isClass(type)) throw theirs.wrong(`exceptions must be classes deriving from Error, not ${kindOfValue(type)}`)
  return new type(...args)
}

/** throw(exc, value): a class and its argument (a tuple: an array), or an error alone. Throws TypeError. */
export function errorOf(exception: unknown, value: unknown): Error {
  if (isClass(exception)) {
    if (value === undefined) return new exception()
    if (value instanceof exception) return value
    return Array.isArray(value) ? new exception(...(value as unknown[])) : new exception(value)
  }
  if (!(exception instanceof Error)) {
    throw theirs.wrong(`exceptions must be classes or instances deriving from Error, not ${kindOfValue(exception)}`)
  }
  if (value !== undefined) throw theirs.wrong('instance exception may not have a separate value')
  return exception
}

function kindOfValue(value: unknown): string {
  return value === null ? 'null' : typeof value
}
