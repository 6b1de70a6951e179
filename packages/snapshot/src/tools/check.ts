// What restore would do, without doing it.
//
// Called by: index.ts. Calls: decode.ts.

import { building, Restorer, type RestoreOptions } from '../restore/decode.ts'
import { SnapshotError } from '../errors.ts'
import { unpackWhole } from '../text/format.ts'
import type { Verdict } from '../upgrade/refusals.ts'

/** What `check` says of a snapshot. */
export interface Check {
  /** One for each frame whose code has changed, and for each thing that can't go on. */
  readonly verdicts: readonly Verdict[]
  /** What else restore would throw. */
  readonly error: SnapshotError | undefined
}

/** All of a restore but its last phase: what it would report, and the error it would throw. Nothing outside changes. */
export function rehearse(text: unknown, options: RestoreOptions): Check {
  const snapshot = unpackWhole(text, options.limits)
  const { verdicts, stuck } = building(() => new Restorer(snapshot, options).foresee())
  try {
    if (!stuck) building(() => new Restorer(snapshot, options).build())
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error
    return { verdicts, error }
  }
  return { verdicts, error: undefined }
}
