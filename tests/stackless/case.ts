// A case: one of the numbered tests of Stackless or of CCP's scheduler, as a generator function that runs inside runMain.
//
// Called by: cases/*.ts (which run as they stand and compiled), cases.test.ts. Calls: nothing.

/** What a case may assert with: part of AVA's ExecutionContext. */
export interface Check {
  is(actual: unknown, expected: unknown, message?: string): unknown
  deepEqual(actual: unknown, expected: unknown, message?: string): unknown
  true(actual: unknown, message?: string): unknown
  false(actual: unknown, message?: string): unknown
  regex(text: string, pattern: RegExp, message?: string): unknown
  fail(message?: string): unknown
  /** In which of the four ways the case runs. */
  compiled: boolean
  inTasklet: boolean
  /** Capture and restore in one. Only in cases that are marked `pickles`. */
  pickle<T>(value: T): T
  capture(value: unknown, options?: object): string
  restore(text: string, options?: object): unknown
}

export type Case = (t: Check) => Generator<unknown, unknown, unknown>
export type Cases = Record<string, Case>

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type ErrorClass = abstract new (...args: any[]) => Error

/** Waits for `operation`, which must throw an error of this class and text. */
export function* raises(t: Check, type: ErrorClass, text: RegExp, operation: Iterable<unknown>): Generator<unknown, Error, unknown> {
  try {
    yield* operation
  } catch (error) {
    t.true(error instanceof type, `an error of class ${type.name}, not ${String(error)}`)
    t.regex((error as Error).message, text)
    return error as Error
  }
  t.fail(`nothing was thrown: expected ${type.name} ${text}`)
  return new Error('nothing was thrown')
}

/** Calls `attempt`, which must throw an error of this class and text. */
export function refuses(t: Check, type: ErrorClass, text: RegExp, attempt: () => unknown): void {
  try {
    attempt()
  } catch (error) {
    t.true(error instanceof type, `an error of class ${type.name}, not ${String(error)}`)
    t.regex((error as Error).message, text)
    return
  }
  t.fail(`nothing was thrown: expected ${type.name} ${text}`)
}
