// Fork: a copy of something suspended, in this process, without a text. A tasklet that waits can go on twice.
//
//   FK1. The copy is what capture and restore would give, but for what is shared: that is the same object in both.
//   FK2. Channels that are bindings of modules belong to the program: they are always shared.
//   FK3. A copy that waits on a shared channel, or for the end of a shared tasklet, stands in its list like the original; or meets it,
//        if both wait to send and to receive (checks.ts, enlist). A pending request has one asker: who waits for one can't be forked.
//   FK4. A tasklet's scheduler is not copied along (weak, as in capture): `scheduler.adopt(copy)` lets the copy run.
//
// Called by: index.ts. Calls: encode.ts, decode.ts.

import { restoreSnapshot } from './restore/decode.ts'
import { Walker, type CaptureOptions } from './capture/encode.ts'
import type { Permanents } from './things/permanents.ts'

export interface ForkOptions {
  /** What both are to have in common: a list, or a test that is asked for every object and function that is reached. */
  readonly share?: readonly object[] | ((thing: object) => boolean)
  /** As for capture: objects with a name are shared. */
  readonly permanents?: Permanents
  readonly superjson?: CaptureOptions['superjson']
}

/**
 * A copy of a suspended tasklet or generator, or of anything that holds some, that goes on independently. Throws SnapshotError
 * for what can't be saved.
 */
export function fork<T>(root: T, { share = [], permanents, superjson }: ForkOptions = {}): T {
  const list = typeof share === 'function' ? undefined : new Set<object>(share)
  const isShared = (thing: object): boolean => (list === undefined ? (share as (thing: object) => boolean)(thing) : list.has(thing))
  const common = { ...(permanents === undefined ? {} : { permanents }), ...(superjson === undefined ? {} : { superjson }) }
  const walker = new Walker({ ...common, isShared }, false)
  const snapshot = walker.walk(root)
  return restoreSnapshot(snapshot, common, walker.shared) as T
}
