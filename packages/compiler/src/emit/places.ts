// Places: where a frame keeps its slots. Variables of which no point keeps both may have the same.
//
//   PL1. What is live together, at a point or at the start, has different places.
//   PL2. Slots that are filled when the function is called have the first places, in order: that is all that the making of a frame is.
//   PL3. A slot has the first place that is free for it: fewer places are fewer fields to be copied by whoever moves the frame, up to
//        four of them need no record (frame.ts, F1), and loops that stand one behind the other need no more of them than one does.
//
// Called by: step.ts. Calls: liveness.ts .

import type { Local } from '../rope.ts'
import { Bits } from './liveness.ts'

/** By the number of the slot. `entry` is filled when the function is called; `together`: what is live at the start, and at each point. */
export function placesOf(slots: readonly Local[], entry: readonly Local[], together: readonly Bits[], size: number): number[] {
  const places = new Map(entry.map((local, place) => [local, place]))
  return slots.map((local) => {
    const apart = Bits.of(size)
    for (const live of together) if (live.has(local.index)) apart.addAll(live)
    const taken = new Set<number>()
    for (const [other, place] of places) if (apart.has(other.index)) taken.add(place)
    let place = places.get(local) ?? 0
    if (!places.has(local)) while (taken.has(place)) place++
    places.set(local, place)
    return place
  })
}
