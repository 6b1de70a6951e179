// Marks: what compiled functions and their generator objects bear, so that spawn and `yield*` find the frames behind them.
//
//   MA1. A mark is a private field: invisible to programs, and as fast to read as a property.
//   MA2. Programs of native generators meet no marks but those of the runtime's own functions: what makes the others
//        (generator.ts) is no part of the main door.
//
// Called by: whoever marks (generator.ts, standard.ts, sleep.ts, select.ts, calls.ts) or looks (calls.ts, body.ts, trace.ts); code.ts (Given). Calls: nothing.

import type { Frame } from './frame.ts'

/** Calls a compiled generator function in the step of `at`, if it is one, with this `this`: gives its frame. The result of other callees is whatever `yield*` of them yields first. */
export type Enter = (at: Frame | null, self: unknown, ...args: unknown[]) => Frame

/** Emitted code that says `yield* fn(...)` calls one of these in place of `fn`, and yields what it gives (calls.ts). */
export interface Marked {
  readonly enter: Enter
  /** Only when this says so (generator.ts, GO2). null: always, and it gives no frame: a function of operations. */
  readonly mayDirectly: ((fn: Function) => boolean) | null
}

/** A base class whose constructor gives what it is given: fields of its heirs go onto any object. */
export const Given = function (object: object): object { return object } as unknown as new (object: object) => object

class Mark extends Given {
  readonly #marked: Marked

  constructor(fn: Function, marked: Marked) {
    super(fn)
    this.#marked = marked
  }

  static of(fn: object): Marked | undefined {
    return #marked in fn ? fn.#marked : undefined
  }
}

type Entering = (at: never, self: never, ...args: never[]) => unknown

export function mark(fn: Function, enter: Entering, mayDirectly: Marked['mayDirectly'] = null): void {
  new Mark(fn, { enter: enter as Enter, mayDirectly })
}

export function markOf(fn: unknown): Marked | undefined {
  return typeof fn === 'function' ? Mark.of(fn) : undefined
}

/** Gives the bare frame of a fresh call, if `fn` is a compiled generator function. */
export function enterOf(fn: unknown): Enter | undefined {
  const marked = markOf(fn)
  return marked?.mayDirectly ? marked.enter : undefined
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
  readonly #state: H

  constructor(object: object, state: H) {
    super(object)
    this.#state = state
  }

  static read<H extends Held>(object: unknown): H | undefined {
    return typeof object === 'object' && object !== null && #state in object ? object.#state as unknown as H : undefined
  }
}
