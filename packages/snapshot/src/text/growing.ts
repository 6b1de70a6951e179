// A column that is being written by a walk.
//
//   GW1. It costs nothing for as long as it is the same everywhere, or counts upwards: then it is a few numbers, whatever its length.
//        The first cell that does not fit makes it a list.
//   GW2. References (and null) stay numbers until something else joins them.
//
// Called by: groups.ts. Calls: columns.ts.

import { sameLeaf } from './cells.ts'
import { NULL, refCell, SHORTEST_RUN, type Column } from './columns.ts'

const NOTHING = 0
/** The same leaf everywhere. */
const SAME = 1
/** Whole numbers at equal distances. */
const RUN = 2
/** The same of references. */
const REF_RUN = 3
const REFS = 4
const CELLS = 5

export class Growing {
  length = 0
  #form = NOTHING
  #first: unknown = undefined
  /** Of runs: the number that would go on. */
  #next = 0
  #step = 0
  #ids: number[] = NO_IDS
  #cells: unknown[] = NO_CELLS

  /** A reference to the object with this number. */
  ref(id: number): void {
    const { length } = this
    this.length = length + 1
    switch (this.#form) {
      case REF_RUN:
        if (length === 1) this.#step = id - (this.#next = this.#first as number)
        else if (id !== this.#next) break
        this.#next = id + this.#step
        return
      case REFS:
        this.#ids.push(id)
        return
      case CELLS:
        this.#cells.push([id])
        return
      case NOTHING:
        this.#form = REF_RUN
        this.#first = id
        return
      default:
    }
    if (this.#form === REF_RUN || (this.#form === SAME && this.#first === null)) {
      this.#becomeRefs(length)
      this.#ids.push(id)
    } else {
      this.#becomeCells(length)
      this.#cells.push([id])
    }
  }

  leaf(cell: unknown): void {
    const { length } = this
    this.length = length + 1
    switch (this.#form) {
      case CELLS:
        this.#cells.push(cell)
        return
      case SAME:
        if (sameLeaf(cell, this.#first)) return
        if (length > 1 || !this.#beginRun(cell)) break
        return
      case RUN:
        if (cell !== this.#next) break
        this.#next += this.#step
        return
      case NOTHING:
        this.#form = SAME
        this.#first = cell
        return
      default:
        if (cell !== null) break
        if (this.#form === REF_RUN) this.#becomeRefs(length)
        this.#ids.push(NULL)
        return
    }
    this.#becomeCells(length)
    this.#cells.push(cell)
  }

  /** The reference that would go on with what there is; -1: none would. */
  get likely(): number {
    return this.#form === REF_RUN && this.length > 1 ? this.#next : -1
  }

  push(cell: unknown): void {
    if (isRef(cell)) this.ref(cell[0])
    else this.leaf(cell)
  }

  at(index: number): unknown {
    switch (this.#form) {
      case SAME: return this.#first
      case RUN: return (this.#first as number) + this.#step * index
      case REF_RUN: return [(this.#first as number) + this.#step * index]
      case REFS: return refCell(this.#ids[index] as number)
      default: return this.#cells[index]
    }
  }

  #beginRun(second: unknown): boolean {
    const first = this.#first
    if (!Number.isInteger(first) || !Number.isInteger(second)) return false
    const step = (second as number) - (first as number)
    if (Math.abs(first as number) > FARTHEST || Math.abs(step) > WIDEST_STEP) return false
    this.#step = step
    this.#next = (second as number) + step
    this.#form = RUN
    return true
  }

  #becomeRefs(length: number): void {
    const ids: number[] = []
    if (this.#form === SAME) for (let i = 0; i < length; i++) ids.push(NULL)
    else for (let i = 0; i < length; i++) ids.push((this.#first as number) + this.#step * i)
    this.#ids = ids
    this.#form = REFS
  }

  #becomeCells(length: number): void {
    const cells: unknown[] = []
    for (let i = 0; i < length; i++) cells.push(this.at(i))
    this.#cells = cells
    this.#ids = NO_IDS
    this.#form = CELLS
  }

  /** The finished column, with references renumbered. */
  finish(numbers: Int32Array): Column {
    const { length } = this
    if (this.#form === SAME) return { form: 'one', cell: this.#first, length }
    if (this.#form === RUN) {
      const first = this.#first as number
      if (length >= SHORTEST_RUN) return { form: 'run', refs: false, first, step: this.#step, length }
      this.#becomeCells(length)
    }
    if (this.#form === REF_RUN) {
      const run = length < SHORTEST_RUN ? undefined : renumberedRun(this.#first as number, this.#step, length, numbers)
      if (run !== undefined) return run
      this.#becomeRefs(length)
    }
    if (this.#form === REFS) {
      const ids = this.#ids
      for (let i = 0; i < ids.length; i++) if (ids[i] !== NULL) ids[i] = numbers[ids[i] as number] as number
      return { form: 'refs', ids, length }
    }
    const cells = this.#cells
    for (let i = 0; i < cells.length; i++) cells[i] = renumbered(cells[i], numbers)
    return { form: 'cells', cells, length }
  }
}

/** Runs stay among the safe integers, however long they get. */
const FARTHEST = 2 ** 51
const WIDEST_STEP = 2 ** 20

const NO_IDS: number[] = []
const NO_CELLS: unknown[] = []

/** A run of references is one in the new numbers, too, if groups stand in its way alike. */
function renumberedRun(first: number, step: number, length: number, numbers: Int32Array): Column | undefined {
  const start = numbers[first] as number
  if (step === 0) return { form: 'one', cell: [start], length }
  const distance = (numbers[first + step] as number) - start
  for (let i = 2; i < length; i++) if (numbers[first + step * i] !== start + distance * i) return undefined
  return { form: 'run', refs: true, first: start, step: distance, length }
}

const isRef = (cell: unknown): cell is [number] => typeof cell === 'object' && cell !== null && typeof (cell as unknown[])[0] === 'number'

export function renumbered(cell: unknown, numbers: ArrayLike<number>): unknown {
  return isRef(cell) ? [numbers[cell[0]]] : cell
}
