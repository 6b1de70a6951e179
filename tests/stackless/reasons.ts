// The numbers of the cases, what they do not cover, and why.
//
// Called by: cases.test.ts. Calls: nothing.

const range = (letter: string, last: number): string[] => Array.from({ length: last }, (_, i) => `${letter}${i + 1}`)

/** Of CCP's cases, those in which real Stackless behaves otherwise (semantics 6.4, marked with a cross). */
const DIFFER = ['C2', 'C3', 'C21', 'C30', 'C57', 'C59', 'C60']

export const NUMBERS: readonly string[] = [...range('T', 188), ...range('S', 58), ...range('P', 18), ...range('C', 98).filter((number) => !DIFFER.includes(number))]

/** Cases that can't be run here at all. */
export const REASONS: Readonly<Record<string, string>> = {
  T183: 'pickle_flags: bits for trace functions, finalizers of async generators and contexts, none of which a snapshot has',
  T184: 'as T183',
  S19: 'an instance of a JavaScript class can not be called: `t(...)` is `t.setup(...)`, which is S18',
  S50: 'iterating a channel switches, and for-of can not: the loop calls `yield* ch.next()`, which is S51, T10, T11, T14 and C14',
  C68: 'a class that does not call super() can not be made in JavaScript',
  C69: 'as C68',
}

/** Cases that make sense in some of the four ways only. */
export const LIMITS: Readonly<Record<string, { only: 'main' | 'tasklet' | 'native' | 'compiled'; why: string }>> = {
  T108: { only: 'main', why: 'inside a tasklet the error goes to main, which waits for the tasklet' },
  T109: { only: 'main', why: 'as T108' },
  T110: { only: 'main', why: 'as T108' },
  C77: { only: 'main', why: 'as T108' },
  T112: { only: 'main', why: 'as T108' },
}
