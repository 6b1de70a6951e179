// What can't go on, and what becomes of it: restore throws, or the host decides for each tasklet.
//
//   RF1. Without `onRefusal`, the first refusal is thrown before anything is made.
//   RF2. With it, a frame that can't go on is made on code that fails with the refusal as its error. When everything else
//        has been restored, its tasklet fails there, is killed, or starts again with another body.
//   RF3. Scopes and closures of a refused function come back as things nobody can use. All others can't be remedied, nor
//        can frames that no tasklet owns.
//
// Called by: decode.ts. Calls: ladder.ts, the runtime.

import { codeTable, DONE, frameOf, interrupt, registerFunction, setSlot, type Code, type Frame, type FunctionRecord, type Tasklet } from '@stillframe/runtime/abi'
import { fail, type SnapshotError } from '../errors.ts'
import { target, type Snapshot } from '../text/format.ts'
import { shownLabel } from '../text/labels.ts'
import type { Change, Ladder, Landing } from './ladder.ts'
import { isProblem, type Problem } from '../text/problems.ts'
import type { Type } from '../things/rows.ts'
import type { ClosureLanding, ScopeLanding } from './scopes.ts'
import { entryOf, fieldOf, splitId, textOf, trailOf } from '../text/trail.ts'

/** What restore says of a frame that was not saved by the very same code. */
export interface Verdict {
  /** Id of the function when it was saved; of a scope or closure that can't be restored, its id. */
  readonly function: string
  /** Where the frame stood; empty for scopes and closures. */
  readonly label: string
  readonly change: Exclude<Change, 'same'> | 'refused'
  /** Where the frame is: `tasklet "checkout" (orders.ts:41, at "approve#1")`. */
  readonly path: string
  /** Name of its tasklet; empty without one. */
  readonly tasklet: string
  /** What was done, or what is missing. */
  readonly details: string
  /** How to mend it; empty where nothing is wrong. */
  readonly hint: string
}

/**
 * What becomes of a tasklet with a frame that can't go on: `throw` - restore throws; `fail` - the frame fails with the
 * refusal, its callers may catch it; `drop` - it is killed, its callers' finally blocks run; or it starts again.
 */
export type Remedy = 'throw' | 'fail' | 'drop' | { readonly restart: (...args: never[]) => Generator<unknown, unknown, never>; readonly args?: readonly unknown[] }

const stuckCode: Code = {
  id: 'std:stuck',
  step(frame: Frame): never {
    frame.pc = DONE
    throw frame.s0
  },
  guarded: false, raw: false, more: null, meta: null,
}

interface Stuck {
  readonly problem: Problem
  readonly sample: number
}

export class Refusals {
  readonly #snapshot: Snapshot
  readonly #ladder: Ladder
  readonly #remedies = new Map<number, { remedy: Remedy; error: SnapshotError; frame: Frame | undefined }>()
  #stuck: Map<Type, Stuck> | undefined
  #stubs: Map<Type, FunctionRecord> | undefined

  constructor(snapshot: Snapshot, ladder: Ladder) {
    this.#snapshot = snapshot
    this.#ladder = ladder
  }

  /** Types of which nothing can go on. */
  #find(): Map<Type, Stuck> {
    if (this.#stuck !== undefined) return this.#stuck
    this.#stuck = new Map()
    for (const { type, sample, answer } of this.#ladder.answers()) if (isProblem(answer)) this.#stuck.set(type, { problem: answer, sample })
    return this.#stuck
  }

  /** RF1, RF2. Throws the first refusal that is not remedied. */
  decide(onRefusal: ((refusal: Verdict) => Remedy) | undefined): void {
    const stuck = this.#find()
    if (stuck.size === 0) return
    if (onRefusal === undefined) throw this.#error(this.#firstOf(stuck), stuck)
    const owners = this.#owners(stuck)
    const functions = new Set<string>()
    this.#snapshot.objects.forEach(([number], id) => {
      const type = this.#snapshot.types[number] as Type
      if (type[0] !== 'frame' || !stuck.has(type)) return
      const tasklet = owners.get(id)
      const error = this.#error(id, stuck)
      if (tasklet === undefined) throw error
      if (!this.#remedies.has(tasklet)) {
        const remedy = onRefusal(this.#refusal(id, stuck, tasklet))
        if (remedy === 'throw') throw error
        const frame = typeof remedy === 'object' ? frameOf(remedy.restart, ...(remedy.args ?? [])) : undefined
        this.#remedies.set(tasklet, { remedy, error, frame })
      }
      functions.add(this.#snapshot.code[type[1] as number]?.[0] as string)
    })
    for (const [type, { sample }] of stuck) {
      if (type[0] !== 'frame' && ![...functions].some((id) => String(type[1]).startsWith(id))) throw this.#error(sample, stuck) // RF3
    }
  }

  #firstOf(stuck: Map<Type, Stuck>): number {
    // A scope or closure fails with the function it belongs to, which says more.
    const frames = [...stuck].filter(([type]) => type[0] === 'frame')
    return Math.min(...(frames.length > 0 ? frames : [...stuck]).map(([, { sample }]) => sample))
  }

  /** For each stuck frame, its tasklet. */
  #owners(stuck: Map<Type, Stuck>): Map<number, number> {
    const owners = new Map<number, number>()
    const snapshot = this.#snapshot
    snapshot.objects.forEach(([number], id) => {
      if (snapshot.types[number]?.[0] !== 'Tasklet') return
      let at = target(fieldOf(entryOf(snapshot, id), 'top'))
      for (let steps = 0; at >= 0 && steps <= snapshot.objects.length; steps++) {
        const entry = entryOf(snapshot, at)
        if (entry.tag !== 'frame') return
        if (stuck.has(entry.type as unknown as Type)) owners.set(at, id)
        at = target(entry.cells[0])
      }
    })
    return owners
  }

  #nameOf(tasklet: number | undefined): string {
    return tasklet === undefined ? '' : textOf(this.#snapshot, fieldOf(entryOf(this.#snapshot, tasklet), 'name'))
  }

  #words(id: number): { id: string; label: string } {
    const { type } = entryOf(this.#snapshot, id)
    if (type[0] !== 'frame') return { id: String(type[1]), label: '' }
    return { id: this.#snapshot.code[type[1] as number]?.[0] ?? '', label: shownLabel(String(type[3])) }
  }

  #error(id: number, stuck: Map<Type, Stuck>): SnapshotError {
    const { problem } = stuck.get(entryOf(this.#snapshot, id).type as unknown as Type) as Stuck
    const { id: fn, label } = this.#words(id)
    return fail.stuck(problem.code, splitId(fn).name, label, problem.what, problem.hint, trailOf(this.#snapshot, id))
  }

  #refusal(id: number, stuck: Map<Type, Stuck>, tasklet: number | undefined): Verdict {
    const { problem } = stuck.get(entryOf(this.#snapshot, id).type as unknown as Type) as Stuck
    const { id: fn, label } = this.#words(id)
    return {
      function: fn, label, change: 'refused', path: trailOf(this.#snapshot, id), tasklet: this.#nameOf(tasklet), details: problem.what,
      hint: this.#error(id, stuck).hint,
    }
  }

  /** Every refusal. */
  all(): Verdict[] {
    const stuck = this.#find()
    if (stuck.size === 0) return []
    const owners = this.#owners(stuck)
    return this.#snapshot.objects.flatMap(([number], id) => {
      const type = this.#snapshot.types[number] as Type
      return stuck.has(type) ? [this.#refusal(id, stuck, owners.get(id))] : []
    })
  }

  /** Every frame that goes on, but not on the very same code. */
  * changes(): Generator<Verdict> {
    const moved = new Map<Type, Stuck>()
    for (const { type, sample, answer } of this.#ladder.answers()) {
      if (type[0] === 'frame' && !isProblem(answer) && (answer as Landing).change !== 'same') moved.set(type, { problem: answer as unknown as Problem, sample })
    }
    if (moved.size === 0) return
    const owners = this.#owners(moved)
    const snapshot = this.#snapshot
    for (const [id, [number]] of snapshot.objects.entries()) {
      const type = snapshot.types[number] as Type
      const found = moved.get(type)
      if (found === undefined) continue
      const { change, details } = found.problem as unknown as Landing
      const { id: fn, label } = this.#words(id)
      yield { function: fn, label, change: change as Exclude<Change, 'same'>, details, hint: '', tasklet: this.#nameOf(owners.get(id)), get path() { return trailOf(snapshot, id) } }
    }
  }

  landing(type: Type, sample: number): Landing {
    const answer = this.#ladder.frame(type, sample)
    if (!isProblem(answer)) return answer
    return { code: stuckCode, pc: 1, change: 'same', label: '', slots: [], made: [], moves: [], kinds: [], migration: null, simple: true, details: '' }
  }

  scope(type: Type, _sample: number): ScopeLanding {
    const answer = this.#ladder.scope(type)
    return isProblem(answer) ? { record: null, fields: [], initial: [], fresh: [] } : answer
  }

  closure(type: Type, sample: number): ClosureLanding {
    const answer = this.#ladder.closure(type, sample)
    return isProblem(answer) ? { record: this.#stub(type), cells: [] } : answer
  }

  /** RF3 */
  #stub(type: Type): FunctionRecord {
    const id = String(type[1])
    const what = (this.#find().get(type) as Stuck).problem
    const error = fail.stuck(what.code, splitId(id).name, '', what.what, what.hint, '')
    const stubs = (this.#stubs ??= new Map())
    let record = stubs.get(type)
    if (record === undefined) {
      const before = codeTable.functions.get(id)
      record = registerFunction({ id, kind: 'function', name: '', length: 0, captures: [], make: () => () => { throw error }, code: null })
      if (before === undefined) codeTable.functions.delete(id)
      else codeTable.functions.set(id, before)
      stubs.set(type, record)
    }
    return record
  }

  /** RF2. `made`: all objects, restored. */
  remedy(made: readonly unknown[]): void {
    for (const [id, { remedy, error, frame: fresh }] of this.#remedies) {
      const tasklet = made[id] as Tasklet
      for (let frame = tasklet.top; frame !== null; frame = frame.up) if (frame.code === stuckCode) setSlot(frame, 0, error)
      if (remedy === 'drop') tasklet.kill()
      else if (remedy === 'fail') interrupt(tasklet, error)
      else interrupt(tasklet, undefined, fresh)
    }
  }
}

