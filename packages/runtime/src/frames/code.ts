// The code table: what compiled modules register when they are loaded, and what a snapshot can name.
//
//   K1. It holds code, never state: one table for the process, as there is one module graph.
//   K2. An id names one function. A module that is evaluated again (a reload) replaces its entries.
//   K3. A closure made by compiled code is known by its record and the values it captured.
//
// Called by: emitted code (through abi.ts), generator.ts, standard.ts, snapshot. Calls: mark.ts.

import type { Code } from './frame.ts'
import { Given } from './mark.ts'

export interface ModuleRecord {
  readonly id: string
  /** Top-level bindings by name. A getter may throw while its binding is uninitialised. */
  names: Record<string, () => unknown>
  /** Of those that may be assigned. */
  readonly setters: Record<string, (value: unknown) => void>
  /**
   * Those that functions assign, which name nothing (with `!` behind it, one that is exported), and with `.` behind it those whose members functions
   * assign. Then, behind an empty one, those that are imported.
   */
  readonly loose: readonly string[] | undefined
}

export interface FunctionRecord {
  readonly id: string
  readonly kind: 'generator' | 'function' | 'class'
  readonly name: string
  readonly length: number
  /** Names of the captured values, in the order `make` takes them. */
  readonly captures: readonly string[]
  /** For a generator: gives the function that makes frames. For the others: gives the closure itself, a new one, or, of the runtime's own (`std:`), the one there is. */
  readonly make: (...captured: never[]) => Function
  readonly code: Code | null
  /** Whoever is made of it has this name already: it need not be looked at again. */
  keepsName?: boolean
}

export interface ScopeRecord {
  readonly id: string
  readonly names: readonly string[]
  /** Variables that have one value, a literal, for as long as they live. */
  readonly known: Readonly<Record<string, unknown>>
  create(): object
}

export interface Closure {
  record: FunctionRecord
  captured: readonly unknown[]
}

export interface CodeTable {
  readonly modules: Map<string, ModuleRecord>
  readonly functions: Map<string, FunctionRecord>
  readonly codes: Map<string, Code>
  readonly scopes: Map<string, ScopeRecord>
  /** Have instances of a class private members? Classes of compiled modules tell, where their text may mislead. */
  privates?: WeakMap<Function, boolean>
}

export const codeTable: CodeTable = { modules: new Map(), functions: new Map(), codes: new Map(), scopes: new Map() }

/** K3. (A WeakMap took a microsecond for each closure, the collector's work included.) */
class Made extends Given {
  #closure: Closure

  constructor(fn: Function, closure: Closure) {
    super(fn)
    this.#closure = closure
  }

  static of(fn: object): Closure | undefined {
    return #closure in fn ? fn.#closure : undefined
  }
}

const scopeRecord: unique symbol = Symbol('scope')

/** The name that a function at `path` has unless it says otherwise: the path's last part, if that is no number of nameless ones. */
export function nameAt(path: string): string {
  const last = path.slice(path.lastIndexOf('/') + 1)
  return last.includes('.') ? '' : last
}

export function registerModule(id: string, names: Record<string, () => unknown>, setters: ModuleRecord['setters'] = {}, loose?: readonly string[]): ModuleRecord {
  const record: ModuleRecord = { id, names, setters, loose }
  codeTable.modules.set(id, record)
  return record
}

export function registerCode(code: Code): Code {
  codeTable.codes.set(code.id, code)
  return code
}

export function registerFunction(record: FunctionRecord): FunctionRecord {
  codeTable.functions.set(record.id, record)
  if (record.code !== null) registerCode(record.code)
  return record
}

/**
 * `type` is a constructor that sets every field of the scope, in order, to TDZ or undefined. Emitted code may have other names
 * for the fields: its prototype knows them by the variables' names then.
 */
export function registerScope(record: ScopeRecord, type: new () => object): void {
  Object.keys(new type()).forEach((field, i) => {
    const name = record.names[i] as string
    if (name !== field) Object.defineProperty(type.prototype, name, accessor(field))
  })
  Object.defineProperty(type.prototype, scopeRecord, { value: record })
  codeTable.scopes.set(record.id, record)
}

function accessor(field: string): PropertyDescriptor {
  return {
    get(this: Record<string, unknown>) { return this[field] },
    set(this: Record<string, unknown>, value: unknown) { this[field] = value },
    configurable: true,
  }
}

export function scopeOf(object: object): ScopeRecord | undefined {
  const prototype = Object.getPrototypeOf(object) as object | null
  return prototype !== null && Object.hasOwn(prototype, scopeRecord)
    ? (prototype as { [scopeRecord]: ScopeRecord })[scopeRecord]
    : undefined
}

/** K3: remembers what `made` was made of, which nobody has told yet: so it is not asked. */
export function remember<F extends Function>(made: F, record: FunctionRecord, captured: readonly unknown[]): F {
  new Made(made, { record, captured })
  return made
}

/** The same for what emitted code has just made: a minifier takes names away that the compiler had seen to; a class may have a member called `name`. */
export function rememberNamed<F extends Function>(made: F, record: FunctionRecord, captured: readonly unknown[]): F {
  if (!record.keepsName) {
    const { kind, name } = record
    const { writable, value } = Object.getOwnPropertyDescriptor(made, 'name') ?? {}
    if (name === '' || (kind !== 'class' && value === name)) record.keepsName = true
    else if (writable === false && value !== name) Object.defineProperty(made, 'name', { value: name })
  }
  return remember(made, record, captured)
}

export function closureOf(made: Function): Closure | undefined {
  return Made.of(made)
}
