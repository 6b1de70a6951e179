// A problem: why something that was saved by other code can't go on. What the rungs of the ladder answer instead of a landing.
//
// Called by: ladder.ts, scopes.ts, refusals.ts. Calls: nothing.

/** Why something can't go on. */
export interface Problem {
  readonly code: 'FUNCTION_UNKNOWN' | 'CODE_CHANGED'
  readonly what: string
  readonly hint: string
}

export const isProblem = (answer: object): answer is Problem => 'what' in answer
export const changed = (what: string, hint = ''): Problem => ({ code: 'CODE_CHANGED', what, hint })
export const unknown = (what: string, hint = ''): Problem => ({ code: 'FUNCTION_UNKNOWN', what, hint })
