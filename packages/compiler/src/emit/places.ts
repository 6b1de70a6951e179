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
export function placesOf(slots: readonly Local[], entry: readonly Local[], together: readonly Bits[]): number[] {
  /** For each place, where it is taken. */
  const taken: Bits[] = []
  const places = new Map<Local, number>()
  for (const local of new Set([...entry, ...slots])) {
    const needed = Bits.of(together.length)
    together.forEach((live, i) => { if (live.has(local.index)) needed.add(i) })
    const free = taken.findIndex((bits) => !bits.meets(needed))
    const place = free < 0 ? taken.length : free
    ;(taken[place] ??= Bits.of(together.length)).addAll(needed)
    places.set(local, place)
  }
  return slots.map((local) => places.get(local) as number)
}
