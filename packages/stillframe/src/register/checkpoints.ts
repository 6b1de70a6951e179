// Whether compiled code gets checkpoints, in every carrier alike: an option, or else the environment variable.
//
//   CK1. An option that is given wins over STILLFRAME_CHECKPOINTS, `false` too.
//   CK2. A word that means nothing is refused: a typo would be a program that can't be interrupted.
//
// Called by: carry.ts, the CLI. Calls: nothing.

import { StillframeError } from '@stillframe/runtime'

/** `every`: in each round of a loop, for tests. See docs/preemption.md. */
export type Checkpoints = boolean | 'every'

const WORDS: Readonly<Record<string, Checkpoints>> = { 'on': true, 'off': false, '': false, 'every': 'every' }

/** What a word of the environment or of a command line means. Throws CHECKPOINTS_UNKNOWN. CK2 */
export function checkpointsOf(word: string | undefined = process.env['STILLFRAME_CHECKPOINTS']): Checkpoints {
  const meaning = Object.hasOwn(WORDS, word ?? '') ? WORDS[word ?? ''] : undefined
  if (meaning !== undefined) return meaning
  throw new StillframeError(
    'CHECKPOINTS_UNKNOWN', `"${word}" does not say where checkpoints go`,
    'on, off or every: STILLFRAME_CHECKPOINTS in the environment, or --checkpoints of the command',
  )
}
