// What emitted code calls: small functions that give JavaScript its exact meaning where the lowering had to split it.
//
//   EM1. ABI is raised whenever emitted code of an older compiler could misbehave with this runtime.
//   EM2. Names here are the compiler's only knowledge of the runtime.
//   EM3. Nothing here, or in what it calls, iterates or spreads an array: programs may have taken away its iterator.
//
// Called by: emitted code. Calls: code.ts, generator.ts, meta.ts; calls.ts for `yield*`.

export { checkpoint, due } from './checkpoint.ts'
export { enter } from './calls.ts'
import { codeTable, registerFunction, registerModule, registerScope, rememberNamed, type FunctionRecord, type ModuleRecord, type ScopeRecord } from '../frames/code.ts'
import { field } from './classes.ts'
import { isObject, type Cursor } from './cursors.ts'
import { StillframeError } from '../errors.ts'
import { Frame, TDZ, type Code, type CodeMeta, type Step } from '../frames/frame.ts'
import { generatorFunction, prepended } from './generator.ts'
import type { Enter } from '../frames/mark.ts'
import { Meta, readCode } from './meta.ts'

export const ABI = 9

/** Registers a compiled module. Throws ABI_MISMATCH when its compiler is of another generation. */
export function module(abi: number, id: string, names: ModuleRecord['names'], setters?: ModuleRecord['setters'], loose?: readonly string[]): ModuleRecord {
  if (abi !== ABI) {
    throw new StillframeError(
      'ABI_MISMATCH',
      `module "${id}" was compiled for ABI ${abi}, this runtime has ABI ${ABI}`,
      'compile it again with this version',
    )
  }
  return registerModule(id, names, setters, loose)
}

type Make = (...captured: never[]) => Function
type Maker = (code: Code, ...captured: never[]) => Enter

/** What an entry of a module's code makes. */
export type Part = { readonly scope: ScopeRecord; readonly type: new () => object } | { readonly record: FunctionRecord; readonly declared: boolean }

/**
 * Registers functions and scopes of a module, and gives their records, constructors, and the generator functions that it
 * declares. `about` is what is known of them (meta.ts); `parts` their code, one or more for each: the constructor of a scope; the
 * factory of a function or class from its captures; the maker of a generator function's frames, if it needs one, its
 * step, and what makes the record of its further places; then what is known of variables.
 */
export function code(module: string, about: string, ...parts: unknown[]): unknown[] {
  const names: Record<string, () => unknown> = {}
  const made = describeCode(module, about, parts).map((part) => {
    if ('scope' in part) {
      registerScope(part.scope, part.type)
      return part.type
    }
    const record = registerFunction(part.record)
    if (!part.declared) return record
    const fn = closure(record)
    names[record.name] = () => fn
    return fn
  })
  declare(module, names)
  return made
}

/** What a module has declared goes by its name there, before any other that it may have. */
function declare(module: string, names: Record<string, () => unknown>): void {
  const own = codeTable.modules.get(module)
  if (own !== undefined) own.names = { ...names, ...own.names }
}

/** The same records, not registered. Ids of records and scopes end with `version`. */
export function describeCode(module: string, about: string, parts: readonly unknown[], version = ''): Part[] {
  const free: FunctionRecord[] = []
  const scopes = new Map<string, readonly string[]>()
  const variables = (path: string): readonly string[] => scopes.get(path) ?? codeTable.scopes.get(`${module}#${path}`)?.names ?? []
  let at = 0
  return readCode(about).map((entry): Part => {
    const { path } = entry
    const id = `${module}#${path}${version}`
    if (entry.kind === 'scope') {
      const type = parts[at++] as new () => object
      const known = entry.known ? parts[at++] as ScopeRecord['known'] : {}
      scopes.set(path, entry.names)
      return { scope: { id, names: entry.names, known, create: () => new type() }, type }
    }
    const { kind, name } = entry
    const captures = entry.captures.map((word) => (word.startsWith('*') ? variables(word.slice(1)).join(', ') : word))
    if (kind !== 'generator') {
      const record: FunctionRecord = { id, kind, name, length: 0, captures, make: parts[at++] as Make, code: null }
      if (entry.made) free.push(record)
      return { record, declared: false }
    }
    const maker = entry.entry === undefined ? parts[at++] as Maker : undefined
    const step = parts[at++] as Step
    const more = entry.more > 0 ? parts[at++] as Code['more'] : null
    const known = entry.known ? parts[at++] as NonNullable<CodeMeta['known']> : []
    const { guarded, length, declared, makes } = entry
    const of: Code = { id: `${module}#${path}`, step, guarded, raw: false, more, meta: new Meta(entry, module, known, variables, free.splice(free.length - makes)) }
    const make = maker === undefined ? () => entering(of, entry.entry as number) : (...captured: never[]) => Reflect.apply(maker, undefined, prepended(of, captured)) as Enter
    const record: FunctionRecord = { id, kind, name, length, captures, make, code: of }
    if (entry.made) free.push(record)
    return { record, declared }
  })
}

/** Makes frames with the first `count` arguments in the first slots. */
function entering(of: Code, count: number): Enter {
  switch (count) {
    case 0: return () => new Frame(of)
    case 1: return (_at, _self, a) => new Frame(of, a)
    case 2: return (_at, _self, a, b) => new Frame(of, a, b)
    case 3: return (_at, _self, a, b, c) => new Frame(of, a, b, c)
    default: return (_at, _self, a, b, c, d) => new Frame(of, a, b, c, d)
  }
}

/** A function object for a record: a compiled generator function, or a closure that is remembered. */
export function closure(record: FunctionRecord, ...captured: unknown[]): Function {
  return instance(record, captured)
}

/** The same for what a step makes: its code knows the record. */
export function made(frame: Frame, index: number, ...captured: unknown[]): Function {
  return instance((frame.code.meta as Meta).made[index] as FunctionRecord, captured)
}

function instance(record: FunctionRecord, captured: unknown[]): Function {
  if (record.code !== null) return generatorFunction(record, captured)
  return rememberNamed(Reflect.apply(record.make, undefined, captured) as Function, record, captured)
}

/** Gives an anonymous function the name of the property it is stored under (ECMA-262 10.2.9 SetFunctionName). */
export function named<F extends Function>(fn: F, key: PropertyKey, prefix = ''): F {
  const name = prefix + (typeof key === 'symbol' ? (key.description === undefined ? '' : `[${key.description}]`) : String(key))
  if (fn.name !== name) Object.defineProperty(fn, 'name', { value: name, configurable: true })
  return fn
}

/** Puts a compiled generator method where a class body holds its place. */
export function method(target: object, made: Function | FunctionRecord, key: PropertyKey = made.name): void {
  const fn = typeof made === 'function' ? made : closure(made)
  Object.defineProperty(target, key, { value: named(fn, key), writable: true, enumerable: false, configurable: true })
}

/** The same for the first such method of a class that its module declares: names the class, by the first part of the method's path. */
export function firstMethod(target: object, made: FunctionRecord): void {
  method(target, made)
  const own = typeof target === 'function' ? target : target.constructor
  const { module, entry } = (made.code as Code).meta as Meta
  declare(module, { [entry.path.slice(0, entry.path.indexOf('/'))]: () => own })
}

/** Puts compiled accessors where an object literal holds their places: [key, 'get' or 'set', function]. */
export function accessors<T extends object>(object: T, entries: [PropertyKey, 'get' | 'set', Function][]): T {
  for (let i = 0; i < entries.length; i++) { // EM3
    const { 0: name, 1: kind, 2: fn } = entries[i] as [PropertyKey, 'get' | 'set', Function]
    if (Object.getOwnPropertyDescriptor(object, name)?.[kind] === undefined) continue // a later property took its place
    Object.defineProperty(object, name, { [kind]: named(fn, name, `${kind} `), enumerable: true, configurable: true })
  }
  return object
}

/** The maker of frames that needs its `this`, `arguments` or `new.target` as a function has them. */
export function bare(maker: Function): Enter {
  return (_at, self, ...args) => Reflect.apply(maker, self, args) as Frame
}

/** `fn`, to be called with `self` as `this`; undefined and null as they are. */
export function boundTo(self: unknown, fn: unknown, text: string): unknown {
  return fn === undefined || fn === null ? fn : (...args: unknown[]) => apply(fn, self, args, text)
}

/** A call whose callee and `this` were evaluated before the arguments. */
export function apply(fn: unknown, self: unknown, args: unknown[], text: string): unknown {
  if (typeof fn !== 'function') throw new TypeError(`${text} is not a function`)
  return Reflect.apply(fn, self, args)
}

/** `object[name]` read now, to be called with `object` as `this` when the arguments are there. */
export function bound(object: unknown, name: PropertyKey, text: string): (...args: unknown[]) => unknown {
  const fn = (object as Record<PropertyKey, unknown>)[name]
  return (...args) => apply(fn, object, args, text)
}

export function construct(fn: unknown, args: unknown[], text: string): unknown {
  if (typeof fn !== 'function') throw new TypeError(`${text} is not a constructor`)
  return Reflect.construct(fn, args)
}

/** Reads a binding that may not be initialised yet. */
export function checked<T>(value: T, name: string): T {
  if ((value as unknown) === TDZ) throw new ReferenceError(`Cannot access '${name}' before initialization`)
  return value
}

/** A target for destructuring that checks before it is written. */
export function target(assign: (value: unknown) => void): { value: unknown } {
  return {
    set value(value: unknown) {
      assign(value)
    },
  }
}

/** Gives `value`, after a check that stands behind it in the order of evaluation. */
export function after<T>(value: T, ..._checks: unknown[]): T {
  return value
}

/** A target that reads as `value` and refuses to be written: what an assignment to a constant becomes. */
export function constant(value: unknown): { value: unknown } {
  return {
    get value(): unknown {
      return value
    },
    set value(_ignored: unknown) {
      throw new TypeError('Assignment to constant variable.')
    },
  }
}

/** The same for the name of a function expression in sloppy code, where the assignment has no effect (9.1.1.1.5). */
export function unchanging(value: unknown): { value: unknown } {
  return {
    get value(): unknown {
      return value
    },
    set value(_ignored: unknown) {},
  }
}

/** ToPropertyKey (ECMA-262 7.1.19), once. */
export function key(value: unknown): PropertyKey {
  if (typeof value === 'string' || typeof value === 'symbol' || typeof value === 'number') return value
  const object = { [value as string]: 0 }
  return Reflect.ownKeys(object)[0] as PropertyKey
}

/** The key of `base[value]` that is read and written: a nullish base fails before the key is converted (6.2.5.5 GetValue). */
export function keyOf(base: unknown, value: unknown): PropertyKey {
  if (base === undefined || base === null) throw new TypeError(`Cannot read properties of ${base}`)
  return key(value)
}

/** RequireObjectCoercible, for patterns that name no property. */
export function coercible(value: unknown): unknown {
  if (value === undefined || value === null) throw new TypeError(`Cannot destructure '${value}' as it is ${value}.`)
  return value
}

/** What `...rest` takes of an iterator. */
export function drain(cursor: Cursor): unknown[] {
  const items: unknown[] = []
  while (cursor.step()) items.push(cursor.value)
  return items
}

/** What `...rest` takes of an object (14.3.3.2). */
export function rest(source: unknown, taken: PropertyKey[]): object {
  const result: Record<PropertyKey, unknown> = {}
  const object = Object(source) as Record<PropertyKey, unknown>
  const skip = taken.map((name) => (typeof name === 'symbol' ? name : String(name)))
  const names = Reflect.ownKeys(object)
  for (let i = 0; i < names.length; i++) { // EM3
    const name = names[i] as PropertyKey
    if (skip.includes(name as string)) continue
    const property = Reflect.getOwnPropertyDescriptor(object, name)
    if (property?.enumerable) field(result, name, object[name])
  }
  return result
}

/** ToString of a template's substitution (13.2.8.5): symbols throw, objects convert with hint string. */
export function text(value: unknown): string {
  return `${value as string}`
}

/** Holds the home object of a method that uses `super` (10.2 [[HomeObject]]). */
class HomeScope {
  home: object | null = null
}
registerScope({ id: 'std:home', names: ['home'], known: {}, create: () => new HomeScope() }, HomeScope)

export function homeOf(home: object | null): HomeScope {
  const scope = new HomeScope()
  scope.home = home
  return scope
}

/** `super.key` in a method of `home`. */
export function superGet(home: object, name: PropertyKey, self: unknown): unknown {
  return Reflect.get(Object.getPrototypeOf(home) as object, name, self)
}

/** `super.key = value`; in sloppy code it may fail in silence. */
export function superSet(home: object, name: PropertyKey, value: unknown, self: unknown, sloppy = false): unknown {
  const parent = Object.getPrototypeOf(home) as object
  if (!Reflect.set(parent, name, value, self) && !sloppy) throw new TypeError(`Cannot assign to read only property '${String(name)}' of object`)
  return value
}

/** `delete super.key` */
export function superDelete(_self: unknown, _name: unknown): never {
  throw new ReferenceError('Unsupported reference to \'super\'')
}

/** `super.key` as a target: of patterns, loops, updates. */
export function superReference(home: object, name: PropertyKey, self: unknown, sloppy = false): { value: unknown } {
  return {
    get value(): unknown {
      return superGet(home, name, self)
    },
    set value(value: unknown) {
      superSet(home, name, value, self, sloppy)
    },
  }
}

/** What a `using` declaration will dispose of: [value, method] (ECMA-262 explicit resource management). */
export function disposable(value: unknown): [unknown, Function] | null {
  if (value === undefined || value === null) return null
  if (!isObject(value)) throw new TypeError('the value of a `using` declaration is not an object')
  const dispose = (value as { [key: symbol]: unknown })[(Symbol as { dispose?: symbol }).dispose ?? Symbol.for('nodejs.dispose')]
  if (typeof dispose !== 'function') throw new TypeError('the value of a `using` declaration has no [Symbol.dispose] method')
  return [value, dispose]
}

/** Disposes in reverse order; gives the completion that is left: an error wrapped as [error], or what came in. */
export function dispose(stack: ([unknown, Function] | null)[], pending: [unknown] | null): [unknown] | null {
  let failure = pending
  for (let i = stack.length - 1; i >= 0; i--) {
    const entry = stack[i]
    if (!entry) continue
    try {
      Reflect.apply(entry[1], entry[0], [])
    } catch (error) {
      failure = [failure === null ? error : suppressed(error, failure[0])]
    }
  }
  stack.length = 0
  return failure
}

function suppressed(error: unknown, before: unknown): Error {
  const Type = (globalThis as { SuppressedError?: new (error: unknown, suppressed: unknown) => Error }).SuppressedError
  if (Type !== undefined) return new Type(error, before)
  return Object.assign(new Error('An error was suppressed during disposal'), { name: 'SuppressedError', error, suppressed: before })
}
