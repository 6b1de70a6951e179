// explore: every schedule of a program, breadth first, by capturing and forking its state at every choice.
//
//   EX1. States are recognised by a hash of their text (world.ts); 128 bits, so that two states are not taken for one.
//   EX2. Breadth first: the first failure has the shortest schedule.
//   EX3. Sleep sets (Godefroid): of two turns that can't notice each other, only one order is followed; a state that is
//        reached again with fewer turns asleep takes those that are missing. Every state is still visited.
//   EX4. Without an invariant, a state follows the turns of one group of tasklets that share something; whoever shares
//        nothing with them, now or through others, can't be noticed by them, ever. All groups, where that leads only to
//        states that have been expanded: round a loop, the others would never get their turn.
//   EX5. A tasklet is lost where it waits and no way leads to a state where it does not. Because EX3 leaves out some ways,
//        the search is repeated from there without leaving out any before it is said.
//
// Called by: users. Calls: world.ts, reach.ts.

import { waitOf } from '@stillframe/runtime/abi'
import { hashOf } from './hash.ts'
import { Sharing } from './reach.ts'
import type { Exploration, Failure, Turn } from './report.ts'
import { CLOCK, World, type ExploreOptions, type Program, type Saved } from './world.ts'

interface Node {
  readonly parent: number
  readonly turn: Turn | undefined
  readonly depth: number
  /** Turns that need not be taken here. EX3 */
  asleep: Set<number>
  expanded: boolean
  readonly parked: readonly number[]
  readonly next: number[]
}

interface Visit {
  readonly index: number
  readonly text: string
  /** The turns to take; all that are not asleep if null. */
  readonly only: ReadonlySet<number> | null
}

/** Walks all schedules of `program` and says what can go wrong in any. The program must be compiled: its states are captured. */
export function explore<S = undefined>(program: Program<S>, options: ExploreOptions<S> = {}): Exploration {
  return new Explorer<S>(options).run(program)
}

/** Thrown within, from where a failure shows to where the search ends. */
class Found {
  readonly failure: Failure

  constructor(failure: Failure) {
    this.failure = failure
  }
}

class Explorer<S> {
  readonly options: ExploreOptions<S>
  readonly nodes: Node[] = []
  readonly seen: Map<string, number> = new Map()
  /** Visits by depth. EX2 */
  readonly levels: Visit[][] = []
  readonly names: Map<number, string> = new Map()
  start = ''
  transitions = 0
  pruned = 0
  complete = true

  constructor(options: ExploreOptions<S>) {
    this.options = options
  }

  run(program: Program<S>): Exploration {
    let failure: Failure | undefined
    try {
      const world = World.start(program)
      this.#check(world, -1, undefined)
      const saved = world.saved()
      this.start = saved.text
      this.#add(world, saved, -1, undefined, new Set())
      for (let depth = 0; depth < this.levels.length; depth++) {
        const level = this.levels[depth] as Visit[]
        for (let visit = level.shift(); visit !== undefined; visit = level.shift()) {
          if (this.nodes.length > (this.options.maxStates ?? 100_000)) {
            this.complete = false
            return this.#result(undefined)
          }
          this.#expand(visit)
        }
      }
      this.#findLost()
    } catch (found) {
      if (!(found instanceof Found)) throw found
      this.complete = false
      failure = found.failure
    }
    return this.#result(failure)
  }

  #result(failure: Failure | undefined): Exploration {
    const { transitions, pruned, complete } = this
    const depth = this.nodes.reduce((deepest, node) => Math.max(deepest, node.depth), 0)
    return { ok: failure === undefined && complete, complete, failure, states: this.nodes.length, transitions, pruned, depth }
  }

  #expand({ index, text, only }: Visit): void {
    const node = this.nodes[index] as Node
    const world = World.restore<S>(text)
    const enabled = world.ready(this.options.timers ?? 'last')
    const reducing = this.options.reduce !== false && enabled.length > 1
    const sharing = reducing ? new Sharing(world.scheduler.tasklets()) : null
    const asleep = only === null ? node.asleep : new Set(enabled.filter((id) => !only.has(id)))
    const group = sharing === null || only !== null ? null : this.#group(enabled, sharing)
    node.expanded = true
    const reached = node.next.length
    const taken: number[] = []
    const turn = (id: number): void => {
      if (asleep.has(id)) {
        this.pruned++
        return
      }
      const childAsleep = new Set([...asleep, ...taken].filter((other) => sharing !== null && id !== CLOCK && other !== CLOCK && sharing.independent(id, other)))
      this.#take(index, text, id, childAsleep)
      taken.push(id)
    }
    for (const id of enabled) if (group === null || group.has(id)) turn(id)
    if (group === null) return
    const rest = enabled.filter((id) => !group.has(id))
    if (node.next.slice(reached).some((to) => this.nodes[to]?.expanded === false)) this.pruned += rest.length
    else for (const id of rest) turn(id) // EX4
  }

  /** EX4: the group of the oldest who is ready, so that one group goes on as far as it can; null where all are in it. */
  #group(enabled: readonly number[], sharing: Sharing): Set<number> | null {
    if (this.options.invariant !== undefined || enabled.includes(CLOCK)) return null
    const group = sharing.group(enabled[0] as number)
    return enabled.every((id) => group.has(id)) ? null : group
  }

  /** Takes a turn from a state, with everything that chance may say in it. */
  #take(index: number, text: string, id: number, asleep: Set<number>): void {
    for (const { world, turn } of this.#outcomes(text, id)) {
      this.transitions++
      this.#check(world, index, turn)
      this.#add(world, world.saved(), index, turn, asleep)
    }
  }

  /** Where a turn leads, by what chance says in it. */
  * #outcomes(text: string, id: number): Generator<{ world: World<S>; turn: Turn }> {
    const scripts: number[][] = [[]]
    for (let script = scripts.pop(); script !== undefined; script = scripts.pop()) {
      const world = World.restore<S>(text)
      const { turn, sizes } = world.take(id, script, this.options.interruptible ?? false)
      for (let i = script.length; i < sizes.length; i++) {
        for (let choice = 1; choice < (sizes[i] as number); choice++) scripts.push([...turn.choices.slice(0, i), choice])
      }
      yield { world, turn }
    }
  }

  /** Enters a state, or finds it again. EX3 */
  #add(world: World<S>, { text, key: canonical }: Saved, parent: number, turn: Turn | undefined, asleep: Set<number>): void {
    const key = hashOf(canonical)
    const known = this.seen.get(key)
    if (known === undefined) {
      const index = this.nodes.length
      const depth = parent < 0 ? 0 : (this.nodes[parent] as Node).depth + 1
      const tasklets = world.scheduler.tasklets()
      for (const { id, name } of tasklets) this.names.set(id, name)
      this.nodes.push({ parent, turn, depth, asleep, expanded: false, parked: tasklets.filter((tasklet) => waitOf(tasklet) !== '').map(({ id }) => id), next: [] })
      this.seen.set(key, index)
      this.nodes[parent]?.next.push(index)
      ;(this.levels[depth] ??= []).push({ index, text, only: null })
      return
    }
    const node = this.nodes[known] as Node
    this.nodes[parent]?.next.push(known)
    const missing = new Set([...node.asleep].filter((id) => !asleep.has(id)))
    if (missing.size === 0) return
    node.asleep = new Set([...node.asleep].filter((id) => asleep.has(id)))
    const depth = Math.max(node.depth, parent < 0 ? 0 : (this.nodes[parent] as Node).depth)
    ;(this.levels[depth] ??= []).push({ index: known, text, only: missing })
  }

  #check(world: World<S>, parent: number, turn: Turn | undefined): void {
    const { errors, scheduler, state } = world
    if (errors.length > 0) this.#fail('error', messageOf(errors[0]), errors[0], parent, turn)
    const { invariant } = this.options
    if (invariant !== undefined) {
      let broken: unknown
      try {
        if (invariant(state, scheduler) === false) broken = 'it does not hold'
      } catch (error) {
        broken = error
      }
      if (broken !== undefined) this.#fail('invariant', messageOf(broken), broken, parent, turn)
    }
    if (!world.stuck) return
    const left = scheduler.tasklets().filter(({ name }) => !this.#mayWait(name))
    if (left.length === 0) return
    const waits = left.map((tasklet) => `${tasklet.name} (${tasklet.id}) waits: ${waitOf(tasklet)}`).join('; ')
    this.#fail('deadlock', waits, undefined, parent, turn)
  }

  #mayWait(name: string): boolean {
    return this.options.daemons?.includes(name) ?? false
  }

  #fail(kind: Failure['kind'], message: string, error: unknown, parent: number, turn: Turn | undefined): never {
    const schedule = turn === undefined ? [] : [...this.#schedule(parent), turn]
    throw new Found({ kind, message, error, schedule, before: turn === undefined ? '' : this.#textAt(schedule, true) })
  }

  #schedule(index: number): Turn[] {
    const turns: Turn[] = []
    for (let node = this.nodes[index]; node?.turn !== undefined; node = this.nodes[node.parent]) turns.unshift(node.turn)
    return turns
  }

  /** The state that a schedule leads to: texts are not kept. `before`: without its last turn, whose tasklet is first in the ring, and which chance decides in the same way. */
  #textAt(schedule: readonly Turn[], before: boolean): string {
    let text = this.start
    const turns = before ? schedule.slice(0, -1) : schedule
    for (const { id, choices } of turns) {
      const world = World.restore<S>(text)
      world.take(id, choices, this.options.interruptible ?? false)
      text = world.saved().text
    }
    const last = schedule.at(-1)
    if (!before || last === undefined || last.id === CLOCK) return text
    const { sizes } = World.restore<S>(text).take(last.id, last.choices, this.options.interruptible ?? false)
    const world = World.restore<S>(text)
    world.first(last.id)
    world.seed(last.choices, sizes)
    return world.asItIs()
  }

  /** EX5 */
  #findLost(): void {
    const { nodes } = this
    const before: number[][] = nodes.map(() => [])
    nodes.forEach(({ next }, i) => { for (const to of next) before[to]?.push(i) })
    for (const [id, name] of this.names) {
      if (this.#mayWait(name)) continue
      const fine = new Set<number>()
      const queue: number[] = []
      const mark = (i: number): void => {
        if (fine.has(i)) return
        fine.add(i)
        queue.push(i)
      }
      nodes.forEach(({ parked }, i) => { if (!parked.includes(id)) mark(i) })
      for (let i = queue.pop(); i !== undefined; i = queue.pop()) before[i]?.forEach(mark)
      const lost = nodes.findIndex((_, i) => !fine.has(i))
      if (lost < 0) continue
      const schedule = this.#schedule(lost)
      const text = this.#textAt(schedule, false)
      if (this.#everLeaves(text, id)) continue
      const world = World.restore<S>(text)
      const tasklet = world.find(id)
      throw new Found({
        kind: 'lost', message: `${name} (${id}) waits for ever, while others go on: ${tasklet === undefined ? '' : waitOf(tasklet)}`, error: undefined,
        schedule, before: this.#textAt(schedule, true),
      })
    }
  }

  /** Without leaving out any turn: does some way lead to a state where the tasklet does not wait? */
  #everLeaves(start: string, id: number): boolean {
    const seen = new Set([hashOf(World.restore<S>(start).saved().key)])
    const queue = [start]
    for (let text = queue.pop(); text !== undefined; text = queue.pop()) {
      for (const next of World.restore<S>(text).ready(this.options.timers ?? 'last')) {
        for (const { world } of this.#outcomes(text, next)) {
          const tasklet = world.find(id)
          if (tasklet === undefined || waitOf(tasklet) === '') return true
          const after = world.saved()
          const key = hashOf(after.key)
          if (seen.has(key)) continue
          if (seen.size > 10_000) return true // not known: not said
          seen.add(key)
          queue.push(after.text)
        }
      }
    }
    return false
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
