// Loops of a generator that a step enters behind its `switch`, and not through it: with a switch in each round the engine has to take them for
// something that is entered anywhere. Those whose suspend point may stay (step.ts, ST6) it runs as the loops they are: it knows what the
// variables hold from round to round - a counter is an integer, a sum is no object.
//
//   LO1. From the head to the first suspend point nothing is entered but the head.
//   LO2. What follows the point is the way of who is resumed there: it ends at the head, before which it stands. So no round ends with a jump.
//   LO3. If the point may stay, all of the loop's may, and what follows is written twice: for who is resumed, and in the loop. So it must be short;
//        and if there are further points in it, straight: who jumps goes by the switch, and all those calls twice are too many to be put in line.
//
// Called by: step.ts. Calls: listing.ts.

import { ends, mayStay, ropes, type Instruction, type Listing, type Suspend } from '../lower/listing.ts'
import { walk, type Label } from '../rope.ts'

/** How many characters are written twice. */
const MOST = 600

/** Indices of instructions: its label, its first suspend point, and the jump back. */
export interface Loop {
  readonly head: number
  readonly point: number
  readonly end: number
  /** LO3 */
  readonly stays: boolean
  /** Does anything lead to the head but the jump, and what stands before it? */
  readonly isTarget: boolean
}

/** By the index of the head. `targets`: how many ways lead to each label, but from what stands before it. */
export function loopsOf({ instructions }: Listing, targets: ReadonlyMap<Label, number>): Map<number, Loop> {
  const heads = new Map<Label, number>()
  const loops = new Map<number, Loop>()
  instructions.forEach((instruction, end) => {
    if (instruction.op === 'label') heads.set(instruction.label, end)
    if (instruction.op !== 'jump') return
    const head = heads.get(instruction.label)
    if (head === undefined) return
    const round = instructions.slice(head, end)
    const first = round.findIndex(suspends)
    if (first < 0) return
    const point = head + first
    const before = round.slice(1, first)
    const after = round.slice(first + 1)
    const isEntered = (other: Instruction): boolean => other.op === 'label' && targets.has(other.label)
    if (before.some(ends) || before.some(isEntered)) return
    const stays = mayStay((instructions[point] as Suspend).point)
    if (stays && (after.some(ends) || !after.filter(suspends).every((other) => mayStay(other.point)) || lengthOf(after) > MOST)) return
    if (stays && after.some(suspends) && after.some(isEntered)) return
    loops.set(head, { head, point, end, stays, isTarget: (targets.get(instruction.label) as number) > 1 })
  })
  return loops
}

function suspends(instruction: Instruction): instruction is Suspend {
  return instruction.op === 'suspend'
}

function lengthOf(instructions: readonly Instruction[]): number {
  let length = 0
  for (const instruction of instructions) {
    for (const rope of ropes(instruction)) walk(rope, (piece) => { length += typeof piece === 'string' ? piece.length : 'source' in piece ? piece.source.length : 1 })
  }
  return length
}
