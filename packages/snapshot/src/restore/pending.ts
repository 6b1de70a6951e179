// What waits until everything has been filled: migrations, and variables of scope objects that a frame must give.
//
//   PE1. Migrations run in the order of the snapshot; what they are given is complete.
//   PE2. In the end every variable of every scope object has a value, or the snapshot is refused.
//
// Called by: decode.ts, code.ts, settle.ts. Calls: errors.ts.

import { fail } from '../errors.ts'
import type { Snapshot } from '../text/format.ts'
import { entryOf, splitId, trailOf } from '../text/trail.ts'

export class Pending {
  readonly #expected = new Map<object, Set<string>>()
  readonly #later: (() => void)[] = []

  /** These variables of a scope object must be given by a frame. */
  expect(scope: object, names: readonly string[]): void {
    this.#expected.set(scope, new Set(names))
  }

  /** One was given. */
  given(scope: object, name: string): void {
    this.#expected.get(scope)?.delete(name)
  }

  /** To be done when everything has been filled. */
  later(work: () => void): void {
    this.#later.push(work)
  }

  /** PE1, PE2. Throws CODE_CHANGED, and what migrations throw. */
  settle(numberOf: (scope: object) => number, snapshot: Snapshot): void {
    for (const work of this.#later) work()
    for (const [scope, names] of this.#expected) {
      if (names.size === 0) continue
      const id = numberOf(scope)
      const { name } = splitId(String(entryOf(snapshot, id).type[1]))
      throw fail.stuck('CODE_CHANGED', name, '', `its variable "${[...names].join('", "')}" has no saved value`, '', trailOf(snapshot, id))
    }
  }
}
