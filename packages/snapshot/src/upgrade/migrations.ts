// Migrations: what an author says about code that changed between capture and restore.
//
//   MI1. A migration names what it is about as it was saved: a function, a module or a class. Ids are `module#path`.
//   MI2. Names hold for all that is inside: who renames `orders.ts#checkout` renames `orders.ts#checkout/retry`, its
//        scopes and `orders.ts#checkout.prototype` with it. The longest name that fits counts; modules come last.
//   MI3. With `from`, a migration is about frames saved by one version of the function, and goes before what would be
//        done without it. Without, it is asked only for what could not go on otherwise.
//
// Called by: ladder.ts, decode.ts. Calls: nothing.

import { BODY_LENGTH } from '@stillframe/runtime/abi'

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
  readonly migrate?: (slots: Slots, at: { readonly label: string; readonly function: string }) => Slots
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
}

const isFrom = (from: string | undefined, { shape, body }: Version): boolean => from === undefined || from === shape || from.slice(-BODY_LENGTH) === body

const isFunction = (migration: Migration): migration is FunctionMigration => 'function' in migration
const isClass = (migration: Migration): migration is ClassMigration => 'class' in migration

export class Migrations {
  readonly #functions: readonly FunctionMigration[]
  readonly #classes: readonly ClassMigration[]
  readonly #names = new Map<string, Renamed[]>()
  readonly #modules = new Map<string, string>()

  constructor(list: readonly Migration[]) {
    this.#functions = list.filter(isFunction)
    this.#classes = list.filter(isClass)
    for (const migration of list) {
      if (isFunction(migration)) {
        if (migration.to !== undefined) this.#rename(migration.function, { to: migration.to, from: migration.from })
      } else if (isClass(migration)) {
        if (migration.to !== undefined) this.#rename(migration.class, { to: migration.to, from: undefined })
      } else this.#modules.set(migration.module, migration.to)
    }
  }

  #rename(id: string, renamed: Renamed): void {
    this.#names.set(id, [...this.#names.get(id) ?? [], renamed])
  }

  /** The id that a saved id of a function, scope, class or binding has now. `version`: of the function, if that is known. MI2, MI3 */
  nameNow(id: string, version?: Version): string {
    if (this.#names.size === 0 && this.#modules.size === 0) return id
    if (/@[^/#]*$/.test(id) && id.lastIndexOf('@') > id.indexOf('#')) return id // of archived code: that is no name of the program
    for (let end = id.length; end > id.indexOf('#') && end > 0; end = Math.max(...['/', '~', '+', '.'].map((mark) => id.lastIndexOf(mark, end - 1)))) {
      const now = this.#names.get(id.slice(0, end))?.findLast(({ from }) => version === undefined || isFrom(from, version))
      if (now !== undefined) return now.to + id.slice(end)
    }
    const hash = id.indexOf('#')
    const module = hash < 0 ? id : id.slice(0, hash)
    const moved = this.#modules.get(module)
    return moved === undefined ? id : moved + id.slice(module.length)
  }

  /** What was said about frames of a function that were saved with these hashes, at this label. */
  frame(id: string, shape: string, body: string, label: string): FrameMigration | undefined {
    const found = this.#functions.filter((one) => one.function === id
      && isFrom(one.from, { shape, body }) && (one.label === undefined || one.label === label))
    if (found.length === 0) return undefined
    const steps = found.flatMap(({ migrate }) => (migrate === undefined ? [] : [migrate]))
    return {
      labels: Object.assign({}, ...found.map(({ labels }) => labels)) as Record<string, string>,
      slots: Object.assign({}, ...found.map(({ slots }) => slots)) as Record<string, string | null>,
      initial: Object.assign({}, ...found.map(({ initial }) => initial)) as Slots,
      migrate: steps.length === 0 ? undefined : (slots) => steps.reduce((values, step) => step(values, { label, function: id }), slots),
      first: found.some(({ from }) => from !== undefined),
    }
  }

  /** What was said about the variables of a function, whatever version it was. */
  variables(id: string): Pick<FrameMigration, 'slots' | 'initial'> {
    const found = this.#functions.filter((one) => one.function === id)
    return {
      slots: Object.assign({}, ...found.map(({ slots }) => slots)) as Record<string, string | null>,
      initial: Object.assign({}, ...found.map(({ initial }) => initial)) as Slots,
    }
  }

  upgrade(id: string): ((object: never, version: number) => void) | undefined {
    return this.#classes.find((one) => one.class === id)?.upgrade
  }
}
