// Compiled generator functions and their objects: proper Generators over frames (ECMA-262 27.3 to 27.5).
//
//   GO1. A generator object's state is { fn, frame, top, running }: `frame` is the outermost frame, `top` the innermost,
//        null once it has finished. The state is reached through `generatorState` alone.
//   GO2. A generator function bears a mark (mark.ts) with its `enter`: the same function, giving the bare frame. Spawn uses
//        it, and `yield* f(x)` where all that the iterator protocol would look up on the generator object is untouched.
//   GO3. The chain of prototypes is that of ECMA-262, with our own %GeneratorPrototype%: the built-in one insists on
//        the engine's internal slots.
//
// Called by: emitted code, snapshot. Calls: loop.ts, code.ts, mark.ts, cursors.ts.

import { checkpoint, pass, passed } from './checkpoint.ts'
import { isObject } from './cursors.ts'
import { remember, type FunctionRecord } from '../frames/code.ts'
import { DONE, Frame, NEXT, RETURN, THROW, type Mode } from '../frames/frame.ts'
import { advance, failed, proceed, type Owner } from '../frames/loop.ts'
import { Holder, mark, type Enter, type Held } from '../frames/mark.ts'

export class GeneratorState implements Owner, Held {
  declare fn: Function
  declare frame: Frame
  declare top: Frame | null
  running: boolean

  constructor(fn: Function | null, frame: Frame | null) {
    this.fn = fn as Function
    this.frame = frame as Frame
    this.top = frame
    this.running = false
  }

  steal(object: object): Frame | undefined {
    if (this.running || this.top !== this.frame || this.frame.pc !== 0 || !isUntouched(object)) return undefined
    this.top = null
    return this.frame
  }
}

const NativeGeneratorFunction = Object.getPrototypeOf(function* () {}).constructor as Function
const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as object

/** The state of a compiled generator object; undefined for anything else. */
export function generatorState(object: unknown): GeneratorState | undefined {
  return Holder.read<GeneratorState>(object)
}

function resume(state: GeneratorState, value: unknown, mode: Mode): IteratorResult<unknown, unknown> {
  if (state.running) throw new TypeError('Generator is already running')
  const top = state.top
  if (top !== null && mode !== NEXT && top.pc === 0 && top === state.frame) {
    top.pc = DONE
    state.top = null
  }
  if (state.top === null) {
    if (mode === THROW) throw value
    return { value: mode === RETURN ? value : undefined, done: true }
  }
  return dispatch(state, value, mode)
}

/** Goes on; where `mode` is null, after a step of its frame that gave `value`, no plain yield: the frame called something, or stands at a checkpoint. */
function dispatch(state: GeneratorState, value: unknown, mode: Mode | null): IteratorResult<unknown, unknown> {
  state.running = true
  try {
    const out = mode === null ? proceed(state, state.frame, value) : advance(state, value, mode)
    return resultOf(state, out === checkpoint ? through(state) : out)
  } finally {
    state.running = false
  }
}

function resultOf({ top }: GeneratorState, out: unknown): IteratorResult<unknown, unknown> {
  if (top === null) return { value: out, done: true }
  return top.code.raw ? out as IteratorResult<unknown, unknown> : { value: out, done: false }
}

/** It can't leave at its checkpoints. CP3, CP4 */
function through(state: GeneratorState): unknown {
  try {
    for (;;) {
      pass()
      const out = advance(state, undefined, NEXT)
      if (out !== checkpoint) return out
    }
  } finally {
    passed()
  }
}

/**
 * `next` of a generator that waits for no callee: the commonest of all, so it is stepped here (loop.ts, L5). The result is
 * made in one place, whether the generator has ended or not: where `next` is put in line, the engine makes no object at all.
 */
function alone(state: GeneratorState, value: unknown): IteratorResult<unknown, unknown> {
  const { frame } = state
  let out: unknown
  state.running = true
  try {
    out = frame.code.step(frame, value, NEXT)
  } catch (error) {
    state.running = false
    return failed(state, frame, error) as never // it has no caller: this throws
  }
  state.running = false
  if (typeof out === 'object' && (out instanceof Frame || out === checkpoint) && frame.pc !== DONE) return dispatch(state, out, null)
  const done = frame.pc === DONE
  if (done) state.top = null
  return { value: out, done }
}

/** The built-in methods serve generators that new GeneratorFunction() made, and refuse other receivers as they should. */
const native = Object.getPrototypeOf(function* () {}).prototype as Generator<unknown, unknown, unknown>
const nativeMethods = [native.next, native.throw, native.return] as const

function send(receiver: unknown, value: unknown, mode: Mode): IteratorResult<unknown, unknown> {
  const state = Holder.read<GeneratorState>(receiver)
  return state ? resume(state, value, mode) : Reflect.apply(nativeMethods[mode], receiver, [value]) as IteratorResult<unknown, unknown>
}

const methods = {
  next(value?: unknown): IteratorResult<unknown, unknown> {
    const state = Holder.read<GeneratorState>(this)
    return state && state.top === state.frame && !state.running ? alone(state, value) : send(this, value, NEXT)
  },
  return(value?: unknown): IteratorResult<unknown, unknown> {
    return send(this, value, RETURN)
  },
  throw(error?: unknown): IteratorResult<unknown, unknown> {
    return send(this, error, THROW)
  },
}

const hidden = (value: unknown, writable = false): PropertyDescriptor => ({ value, writable, enumerable: false, configurable: true })

/** %GeneratorPrototype% of compiled generators. */
export const GeneratorPrototype: object = Object.create(IteratorPrototype)
/** %GeneratorFunction.prototype% of compiled generator functions. */
export const GeneratorFunctionPrototype: object = Object.create(Function.prototype)
/** %GeneratorFunction%: makes native generator functions, as the engine's own does. */
export const GeneratorFunction: Function = function GeneratorFunction(...args: string[]): Function {
  const fn = Reflect.construct(NativeGeneratorFunction, args, new.target ?? GeneratorFunction) as Function
  Object.setPrototypeOf(fn.prototype, GeneratorPrototype)
  return fn
}

Object.defineProperties(GeneratorPrototype, {
  constructor: hidden(GeneratorFunctionPrototype),
  next: hidden(methods.next, true),
  return: hidden(methods.return, true),
  throw: hidden(methods.throw, true),
  [Symbol.toStringTag]: hidden('Generator'),
})
Object.defineProperties(GeneratorFunctionPrototype, {
  constructor: hidden(GeneratorFunction),
  prototype: hidden(GeneratorPrototype),
  [Symbol.toStringTag]: hidden('GeneratorFunction'),
})
Object.defineProperty(GeneratorFunction, 'prototype', { value: GeneratorFunctionPrototype, writable: false })
Object.defineProperty(GeneratorFunction, 'length', { value: 1 })
Object.setPrototypeOf(GeneratorFunction, Function)

/** A generator object of `fn`, whose prototype is `fn.prototype`, or %GeneratorPrototype% (ECMA-262 10.1.13). */
function allocate(fn: { prototype: unknown }, state: GeneratorState): object {
  const { prototype } = fn
  return new Holder(Object.create(isObject(prototype) ? prototype : GeneratorPrototype), state)
}

/** A generator object before its state is known; `fillGenerator` completes it. */
export function createGenerator(fn: Function | null): object {
  return allocate(fn ?? { prototype: GeneratorPrototype }, new GeneratorState(fn, null))
}

export function fillGenerator(object: object, fn: Function, frame: Frame, top: Frame | null): void {
  const prototype = fn.prototype as unknown
  if (typeof prototype === 'object' && prototype !== null) Object.setPrototypeOf(object, prototype)
  Object.assign(generatorState(object) as GeneratorState, { fn, frame, top })
}

/** The function a user sees for a compiled `function*` (ECMA-262 15.5.4, InstantiateGeneratorFunctionObject). */
export function generatorFunction(record: FunctionRecord, captured: readonly unknown[]): Function {
  const enter = Reflect.apply(record.make, undefined, captured) as Enter
  const fn: Function = methodOf(record.name, record.length, (args) => {
    const frame = Reflect.apply(enter, undefined, prepended(null, args)) as Frame
    return allocate(fn, new GeneratorState(fn, frame)) // the parameters come first (15.5.2 EvaluateGeneratorBody); engines before V8 14 had it otherwise
  })
  Object.setPrototypeOf(fn, GeneratorFunctionPrototype)
  Object.defineProperty(fn, 'prototype', { value: Object.create(GeneratorPrototype), writable: true })
  mark(fn, enter, makesUntouched)
  return remember(fn, record, captured)
}

/** What a call of a method passes on: its `this`, then its arguments. */
type Called = (selfAndArguments: unknown[]) => object

/** Without spreading, which asks Array.prototype for its iterator: programs may have taken it away. */
export const prepended = (first: unknown, args: ArrayLike<unknown>): unknown[] => {
  const all = [first]
  for (let i = 0; i < args.length; i++) all[i + 1] = args[i]
  return all
}

/**
 * What makes a function with a name, which passes its `this` and arguments on; by its length. A method, because it has a `this`, but
 * no [[Construct]] and no `prototype` of its own. Born with its name and length: to redefine either turns a function's
 * properties into a dictionary, and reading the mark of such a function took 15 ns instead of 1.
 */
const methodsOf: readonly ((name: string, called: Called) => Record<string, Function>)[] = [
  (name, called) => ({ [name](this: unknown) { return called(prepended(this, arguments)) } }),
  (name, called) => ({ [name](this: unknown, _a: unknown) { return called(prepended(this, arguments)) } }),
  (name, called) => ({ [name](this: unknown, _a: unknown, _b: unknown) { return called(prepended(this, arguments)) } }),
  (name, called) => ({ [name](this: unknown, _a: unknown, _b: unknown, _c: unknown) { return called(prepended(this, arguments)) } }),
  (name, called) => ({ [name](this: unknown, _a: unknown, _b: unknown, _c: unknown, _d: unknown) { return called(prepended(this, arguments)) } }),
]

function methodOf(name: string, length: number, called: Called): Function {
  const fn = (methodsOf[length] ?? methodsOf[0] as (typeof methodsOf)[0])(name, called)[name] as Function
  if (fn.length !== length) Object.defineProperty(fn, 'length', hidden(length))
  return fn
}

/** Would the iterator protocol meet nothing but our own methods on what `fn` makes (ECMA-262 15.5.5)? */
function makesUntouched(fn: Function): boolean {
  return isUntouched((fn.prototype as unknown) ?? GeneratorPrototype)
}

const iteratorOf = (IteratorPrototype as { [Symbol.iterator]: unknown })[Symbol.iterator]

/** Has an object, or a function's `prototype`, the methods of generators that it was made with? */
function isUntouched(object: unknown): boolean {
  if (typeof object !== 'object' || object === null) return false
  const { next, return: close, throw: raise, [Symbol.iterator]: iterator } = object as Record<PropertyKey, unknown>
  return next === methods.next && iterator === iteratorOf && close === methods.return && raise === methods.throw
}
