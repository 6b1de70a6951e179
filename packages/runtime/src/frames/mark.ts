// Marks: what compiled functions and their generator objects bear, so that spawn and `yield*` find the frames behind them.
//
//   MA1. A mark is a private field: invisible to programs, and as fast to read as a property.
//   MA2. Programs of native generators meet no marks but those of the runtime's own functions: what makes the others
//        (generator.ts) is no part of the main door.
//
// Called by: generator.ts, standard.ts, channel.ts, body.ts. Calls: nothing.

import type { Frame } from './frame.ts'

/** Calls a compiled generator function with this `this`: gives its frame. The result of other callees is whatever `yield*` of them yields first. */
export type Enter = (self: unknown, ...args: unknown[]) => Frame

/** A base class whose constructor gives what it is given: fields of its heirs go onto any object. */
const Given = function (object: object): object { return object } as unknown as new (object: object) => object

type Test = (fn: Function) => boolean

class Mark extends Given {
  readonly #enter: Enter
  readonly #mayDirectly: Test | null

  constructor(fn: Function, enter: Enter, mayDirectly: Test | null) {
    super(fn)
    this.#enter = enter
    this.#mayDirectly = mayDirectly
  }

  static enterOf(fn: object): Enter | undefined {
    return #enter in fn ? fn.#enter : undefined
  }

  static directEnterOf(fn: object): Enter | undefined {
    if (!(#enter in fn)) return undefined
    const may = fn.#mayDirectly
    return may === null || may(fn as unknown as Function) ? fn.#enter : undefined
  }
}

/**
 * Emitted code that says `yield* fn(...)` calls `enter` in place of `fn`, and yields what it gives: always, or, with
 * `mayDirectly`, when that says so. (generator.ts GO2, channel.ts C5)
 */
export function mark(fn: Function, enter: (self: never, ...args: never[]) => unknown, mayDirectly: Test | null = null): void {
  new Mark(fn, enter as Enter, mayDirectly)
}

/** What `fn` is marked with: gives the bare frame of a fresh call, if `fn` is a compiled generator function. */
export function enterOf(fn: unknown): Enter | undefined {
  return typeof fn === 'function' ? Mark.enterOf(fn) : undefined
}

/** The same for `yield* fn()`. */
export function directEnterOf(fn: unknown): Enter | undefined {
  return typeof fn === 'function' ? Mark.directEnterOf(fn) : undefined
}

/** What a generator object holds of itself (GO1). */
export interface Held {
  /** Takes the frame out of an object that nobody has started, so that it can be pushed instead of iterated. */
  steal(object: object): Frame | undefined
}

/**
 * Puts the state into an object made by Object.create, so that all generators of one function share a hidden class; with
 * Reflect.construct and a plain `new.target`, each has one of its own, and every `next` misses its caches.
 */
export class Holder<H extends Held> extends Given {
  #state: H | null

  constructor(object: object, state: H | null) {
    super(object)
    this.#state = state
  }

  static read<H extends Held>(object: unknown): H | null | undefined {
    return typeof object === 'object' && object !== null && #state in object ? object.#state as H | null : undefined
  }

  static write<H extends Held>(object: object, state: H): void {
    ;(object as Holder<H>).#state = state
  }
}
