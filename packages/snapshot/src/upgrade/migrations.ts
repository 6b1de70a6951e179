// Migrations: what an author says about code that changed between capture and restore.
//
//   MI1. A migration names what it is about as it was saved: a function, a module or a class. Ids are `module#path`.
//   MI2. Names hold for all that is inside: who renames `orders.ts#checkout` renames `orders.ts#checkout/retry`, its
//        scopes and `orders.ts#checkout.prototype` with it. The longest name that fits counts; modules come last.
//   MI3. With `from`, a migration is about frames saved by one version of the function, and goes before what would be
//        done without it. Without, it is asked only for what could not go on otherwise.
//   MI4. They compose in the order given. Each may call a thing as it was saved, or as those before it have left it: a
//        list that grows with every deploy is a ladder.
//
// Called by: ladder.ts, decode.ts. Calls: ids.ts.

import { BODY_LENGTH } from '@stillframe/runtime/abi'
import { isVersioned } from '../text/ids.ts'

/** Values by the names of variables. */
export type Slots = Record<string, unknown>

/** About the frames of a function. */
export interface FunctionMigration {
  /** Its id when it was saved: `orders.ts#checkout`. */
  readonly function: string
  /** Its id now, if it was renamed or moved. */
  readonly to?: string
  /** Only frames saved by this version: the body or shape hash, as `stillframe show` prints it. */
  readonly from?: string
  /** Only frames at this label (as saved). */
  readonly label?: string
  /** Labels that have another name now. */
  readonly labels?: Readonly<Record<string, string>>
  /** Variables that have another name now; null: it is no longer needed. */
  readonly slots?: Readonly<Record<string, string | null>>
  /** Values for variables that were not saved. They must be values the snapshot format knows, or functions that have a name. */
  readonly initial?: Readonly<Slots>
  /**
   * Values for variables as they are now, from those that were saved (by their saved names); a namesake that it does not give
   * keeps its value. A pure function: it runs once for each frame, after everything has been restored.
   */
  readonly migrate?: (slots: Slots, at: Place) => Slots
}

interface Place {
  readonly label: string
  /** As it was saved. */
  readonly function: string
}

/** About a module that was renamed or moved. */
export interface ModuleMigration {
  /** Its id when it was saved: `orders.ts`. */
  readonly module: string
  readonly to: string
}

/** About a class, and the objects made of it. */
export interface ClassMigration {
  /** Its id when it was saved: `orders.ts#Cart`. */
  readonly class: string
  /** Its id now, if it was renamed or moved. */
  readonly to?: string
  /** Changes an object saved by an older version of the class (its static `version`, 1 without) into one of this. */
  readonly upgrade?: (object: never, version: number) => void
}

export type Migration = FunctionMigration | ModuleMigration | ClassMigration

/** All that was said about the frames of one function at one label. */
export interface FrameMigration {
  readonly labels: Readonly<Record<string, string>>
  readonly slots: Readonly<Record<string, string | null>>
  readonly initial: Readonly<Slots>
  readonly migrate: ((slots: Slots) => Slots) | undefined
  /** MI3 */
  readonly first: boolean
}

/** The hashes of a version of a function. */
export interface Version {
  readonly shape: string
  readonly body: string
}

interface Renamed {
  readonly to: string
  readonly from: string | undefined
  /** Its place in the list. */
  readonly order: number
}

/** A name that a thing has had, and from where in the list on. */
interface Name {
  readonly name: string
  readonly since: number
}

const isFrom = (from: string | undefined, { shape, body }: Version): boolean => from === undefined || from === shape || from.slice(-BODY_LENGTH) === body

const isFunction = (migration: Migration): migration is FunctionMigration => 'function' in migration
const isClass = (migration: Migration): migration is ClassMigration => 'class' in migration
const idOf = (one: Migration): string => (isFunction(one) ? one.function : isClass(one) ? one.class : one.module)

export class Migrations {
  readonly #list: readonly Migration[]
  readonly #names = new Map<string, Renamed[]>()
  readonly #modules = new Map<string, Renamed[]>()

  constructor(list: readonly Migration[]) {
    this.#list = list
    for (const [order, one] of list.entries()) {
      if (one.to === undefined) continue
      const from = isFunction(one) ? one.from : undefined
      const id = idOf(one)
      const all = isFunction(one) || isClass(one) ? this.#names : this.#modules
      all.set(id, [...all.get(id) ?? [], { to: one.to, from, order }])
    }
  }

  /** The id that a saved id of a function, scope, class or binding has now. `version`: of the function, if that is known. MI2, MI3 */
  nameNow(id: string, version?: Version): string {
    return (this.#namesOf(id, version).at(-1) as Name).name
  }

  /** The names that a saved id has had, the last one now. MI4 */
  #namesOf(id: string, version: Version | undefined): Name[] {
    const names: Name[] = [{ name: id, since: 0 }]
    if (this.#names.size === 0 && this.#modules.size === 0) return names
    if (isVersioned(id)) return names // of archived code: that is no name of the program
    for (let last: Name | undefined = names[0]; last !== undefined; last = this.#nextName(last, version)) {
      if (last !== names[0]) names.push(last)
    }
    return names
  }

  /** MI2, MI3 */
  #nextName({ name, since }: Name, version: Version | undefined): Name | undefined {
    const hash = name.indexOf('#')
    for (let end = name.length; end > hash && end > 0; end = Math.max(...['/', '~', '+', '.'].map((mark) => name.lastIndexOf(mark, end - 1)))) {
      const now = this.#names.get(name.slice(0, end))?.findLast(({ from, order }) => order >= since && (version === undefined || isFrom(from, version)))
      if (now !== undefined) return { name: now.to + name.slice(end), since: now.order + 1 }
    }
    const module = hash < 0 ? name : name.slice(0, hash)
    const moved = this.#modules.get(module)?.findLast(({ order }) => order >= since)
    return moved === undefined ? undefined : { name: moved.to + name.slice(module.length), since: moved.order + 1 }
  }

  /** What was said about a function or a class, of whatever version it was, if that is not given. MI4 */
  #about<M extends FunctionMigration | ClassMigration>(id: string, isKind: (one: Migration) => one is M, version?: Version): M[] {
    const names = this.#namesOf(id, version)
    return this.#list.filter((one, order): one is M => isKind(one) && names.some(({ name, since }) => name === idOf(one) && order >= since))
  }

  /** What was said about frames of a function that were saved with these hashes, at this label. */
  frame(id: string, shape: string, body: string, label: string): FrameMigration | undefined {
    const version = { shape, body }
    const labels = new Set([label])
    const found = this.#about(id, isFunction, version).filter((one) => {
      if (!isFrom(one.from, version) || (one.label !== undefined && !labels.has(one.label))) return false
      for (const [was, is] of Object.entries(one.labels ?? {})) if (labels.has(was)) labels.add(is)
      return true
    })
    if (found.length === 0) return undefined
    return {
      labels: composed(found.map((one) => one.labels)) as Record<string, string>,
      ...variablesOf(found),
      migrate: found.every((one) => one.migrate === undefined) ? undefined : inTurn(found, { label, function: id }),
      first: found.some(({ from }) => from !== undefined),
    }
  }

  /** What was said about the variables of a function, whatever version it was. */
  variables(id: string): Pick<FrameMigration, 'slots' | 'initial'> {
    return variablesOf(this.#about(id, isFunction))
  }

  /** What is done with objects of a class of older versions. */
  upgrade(id: string): ClassMigration['upgrade'] {
    const steps = this.#about(id, isClass).flatMap(({ upgrade }) => upgrade ?? [])
    return steps.length === 0 ? undefined : (object, version) => { for (const step of steps) step(object, version) }
  }
}

/** The id that a saved module has now. */
export function moduleNow(id: string, migrations: readonly Migration[] = []): string {
  return new Migrations(migrations).nameNow(id)
}

type Renames = Readonly<Record<string, string | null>>

/** Renames, one after the other, as one. A name that those before have given is theirs. MI4 */
function composed(steps: readonly (Renames | undefined)[]): Renames {
  const all: Record<string, string | null> = {}
  for (const step of steps) {
    if (step === undefined) continue
    const given = new Set(Object.values(all))
    for (const [was, is] of Object.entries(all)) if (is !== null && Object.hasOwn(step, is)) all[was] = step[is] as string | null
    for (const [was, is] of Object.entries(step)) if (!given.has(was) || !Object.hasOwn(all, was)) all[was] = is
  }
  return all
}

/** The values under the names they have then; those they had are kept. */
function renamed(values: Slots, names: Renames): Slots {
  const all = { ...values }
  for (const [was, is] of Object.entries(names)) if (is !== null && Object.hasOwn(values, was)) all[is] = values[was]
  return all
}

function variablesOf(steps: readonly FunctionMigration[]): Pick<FrameMigration, 'slots' | 'initial'> {
  let initial: Slots = {}
  for (const step of steps) initial = { ...renamed(initial, step.slots ?? {}), ...step.initial }
  return { slots: composed(steps.map(({ slots }) => slots)), initial }
}

/**
 * The functions of migrations, one after the other: each is given what was saved and what those before it gave. What these
 * gave need be no variable any more: only what the last one gives is enumerable, for settle.ts to complain about. MI4
 */
function inTurn(steps: readonly FunctionMigration[], at: Place): (slots: Slots) => Slots {
  return (slots) => {
    let values = slots
    let given: Slots = {}
    let last: string[] = []
    for (const { migrate, slots: names = {}, initial } of steps) {
      const gives = migrate === undefined ? {} : migrate(values, at)
      if (typeof gives !== 'object' || gives === null) return gives // settle.ts says so
      values = { ...renamed({ ...initial, ...values }, names), ...gives }
      given = { ...renamed(given, names), ...gives }
      last = migrate === undefined ? last.filter((name) => !Object.hasOwn(names, name)) : Object.keys(gives)
    }
    return Object.defineProperties({}, Object.fromEntries(Object.entries(given).map(([name, value]) => [name, { value, enumerable: last.includes(name) }])))
  }
}
