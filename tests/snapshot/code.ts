// Programs for the tests, as the compiler would emit them, written by hand: snapshots are tested without a compiler.

import {
  ABI, code, enter,
  codeTable, closure, DONE, generatorFunction, getSlot, INLINE_PLACES, iterate, module, more, NEXT, registerFunction, setSlot,
  THROW, type CodeMeta, type Cursor, Frame, type FunctionRecord, type Point, type Step,
} from '@stillframe/runtime/abi'
import { LOAD, SAVE } from '@stillframe/snapshot'
import { channel, request, schedule, sleep, type Channel, type Operation } from '@stillframe/runtime'

export { codeTable, INLINE_PLACES }

type Slots = Record<string, unknown>

/** One body: named slots, and for each point what is live; `run` gets the slots by name and returns what the step returns. */
export interface Body {
  readonly id: string
  readonly params?: readonly string[]
  readonly slots: readonly string[]
  readonly points: readonly (readonly [label: string, line: number, ...live: string[]])[]
  readonly captures?: readonly string[]
  readonly shape?: string
  readonly body?: string
  /** `go(n, value)` suspends at point n. Anything else returned ends the function. */
  readonly run: (at: { pc: number; value: unknown; slots: Slots; captured: readonly unknown[]; go: (point: number, value: unknown) => unknown }) => unknown
}

const GO = Symbol('go')

/** Registers a generator function; gives the record, and the function if it captures nothing. */
export function define(body: Body): { record: FunctionRecord; fn: (...args: unknown[]) => Generator<unknown, unknown, unknown>; make(...captured: unknown[]): Function } {
  const { id, slots, params = [] } = body
  const at = id.lastIndexOf('#')
  const points: Point[] = body.points.map(([label, line, ...live], pc) => ({ pc, label, line, column: 3, live: live.map((name) => slots.indexOf(name)).sort((a, b) => a - b) }))
  const meta: CodeMeta = { name: id.slice(at + 1), module: id.slice(0, at), shape: body.shape ?? 's1', body: body.body ?? 'b1', slots, points }
  const step: Step = (frame, value, mode) => {
    const captured = (getSlot(frame, slots.indexOf('captured')) as unknown[] | undefined) ?? []
    if (mode !== NEXT) {
      frame.pc = DONE
      if (mode === THROW) throw value
      return value
    }
    const named: Slots = Object.fromEntries(slots.map((name, i) => [name, getSlot(frame, i)]))
    let next = DONE
    const out = body.run({ pc: frame.pc, value, slots: named, captured, go: (point, result) => { next = point; return [GO, result] } })
    frame.pc = next
    if (next === DONE) return out
    const live = points[next]?.live ?? []
    slots.forEach((name, i) => {
      if (live.includes(i)) setSlot(frame, i, named[name])
      else if (getSlot(frame, i) !== undefined) setSlot(frame, i, undefined)
    })
    return (out as unknown[])[1]
  }
  const make: FunctionRecord['make'] = ((...captured: unknown[]) => (_at: unknown, _self: unknown, ...args: unknown[]) => {
    const frame = new Frame(record.code as never)
    more(frame)
    params.forEach((name, i) => setSlot(frame, slots.indexOf(name), args[i]))
    if (captured.length > 0) setSlot(frame, slots.indexOf('captured'), captured)
    return frame
  }) as never
  const own = { id, step, guarded: true, raw: false, more: slots.length > INLINE_PLACES ? () => Object.fromEntries(slots.slice(INLINE_PLACES - 1).map((_, i) => [`s${INLINE_PLACES - 1 + i}`, undefined])) : null, meta }
  const record = registerFunction({ id, kind: 'generator', name: meta.name, length: params.length, captures: [...(body.captures ?? [])], make, code: own })
  const made = (...captured: unknown[]): Function => generatorFunction(record, captured)
  return { record, make: made, fn: (body.captures === undefined ? made() : undefined) as never }
}

/** A worker that receives in a loop and sums. */
export const worker = define({
  id: 'shop.ts#worker', params: ['inbox'], slots: ['inbox', 'total'],
  points: [['start', 10, 'inbox'], ['receive#1', 12, 'inbox', 'total']],
  run({ pc, value, slots, go }) {
    slots['total'] = pc === 0 ? 0 : (slots['total'] as number) + (value as number)
    return go(1, (slots['inbox'] as Channel<number>).receive())
  },
}).fn

/** Calls itself `depth` times and then waits on `inbox`; each level adds 1. */
export const dive: (...args: unknown[]) => Generator<unknown, unknown, unknown> = define({
  id: 'shop.ts#dive', params: ['depth', 'inbox'], slots: ['depth', 'inbox'],
  points: [['start', 20, 'depth', 'inbox'], ['dive#1', 22], ['receive#1', 24]],
  run({ pc, value, slots, go }) {
    if (pc !== 0) return pc === 1 ? (value as number) + 1 : value
    const { depth, inbox } = slots as { depth: number; inbox: Channel<number> }
    if (depth === 0) return go(2, inbox.receive())
    return go(1, enterOf(dive, depth - 1, inbox))
  },
}).fn

/** Waits while it holds whatever it was given. */
export const hold = define({
  id: 'shop.ts#hold', params: ['reply'], slots: ['reply'],
  points: [['start', 40, 'reply'], ['approve#1', 41, 'reply']],
  run: ({ pc, slots, go }) => (pc === 0 ? go(1, sleep(1000)) : slots['reply']),
}).fn

/** Asks the world outside. */
export const ask = define({
  id: 'shop.ts#ask', slots: [],
  points: [['start', 45], ['request#1', 46]],
  run: ({ pc, value, go }) => (pc === 0 ? go(1, request('price', null)) : value),
}).fn

/** Yields the members of anything iterable, slowly. */
export const each = define({
  id: 'shop.ts#each', params: ['items'], slots: ['items', 'cursor'],
  points: [['start', 50, 'items'], ['yield#1', 52, 'cursor']],
  run({ pc, slots, go }) {
    if (pc === 0) slots['cursor'] = iterate(slots['items'])
    const cursor = slots['cursor'] as Cursor
    return cursor.step() ? go(1, cursor.value) : 'end'
  },
}).fn

/** Yields to the others `times` times. */
export const polite = define({
  id: 'shop.ts#polite', params: ['times'], slots: ['times'],
  points: [['start', 60, 'times'], ['yield#1', 61, 'times']],
  run({ slots, go }) {
    slots['times'] = (slots['times'] as number) - 1
    return (slots['times'] as number) < 0 ? 'done' : go(1, schedule())
  },
}).fn

/** The bare frame of a call of a compiled generator function. */
export function enterOf(fn: Function, ...args: unknown[]): unknown {
  return enter(fn, undefined)(undefined as never, undefined, ...args)
}

class Counter { count: unknown = undefined }
const [, bump, peek] = code('shop.ts', ';scounter/0|count;fcounter/bump||scope;fcounter/peek||scope', Counter,
  (scope: Counter) => () => ++(scope.count as number), (scope: Counter) => () => scope.count) as [unknown, FunctionRecord, FunctionRecord]

/** A function whose name the program has changed. */
function unnamed(fn: Function): Function {
  return Object.defineProperty(fn, 'name', { value: '' })
}

/** Two closures over one variable. */
export function counter(start: number): { bump: () => number; peek: () => number } {
  const variables = new Counter()
  variables.count = start
  return { bump: unnamed(closure(bump, variables)) as () => number, peek: unnamed(closure(peek, variables)) as () => number }
}

export class Money {
  amount: number
  currency: string
  next: Money | null = null

  constructor(amount: number, currency: string) {
    this.amount = amount
    this.currency = currency
  }

  plus(other: Money): Money {
    return new Money(this.amount + other.amount, this.currency)
  }

  static zero(): Money {
    return new Money(0, 'EUR')
  }
}

export class Secret {
  #code = 7

  reveal(): number {
    return this.#code
  }
}

/** Saves and loads its own instances; its payload may hold other instances. */
export class Account {
  #cents = 0
  partner: Account | undefined

  get cents(): number {
    return this.#cents
  }

  deposit(cents: number): this {
    this.#cents += cents
    return this
  }

  static [SAVE](account: Account): object {
    return { cents: account.#cents, partner: account.partner }
  }

  static [LOAD]({ cents, partner }: { cents: number; partner: Account | undefined }): Account {
    const account = new this().deposit(cents)
    account.partner = partner
    return account
  }
}

export class Savings extends Account {}

export const settings: { colour: string } = { colour: 'red' }
export const orders: Channel<unknown> = channel<unknown>()

/** As if nobody had ever come there. */
export function emptyOrders(): void {
  for (const list of [orders.senders, orders.receivers]) {
    list.first = null
    list.length = 0
  }
  orders.closed = false
  orders.capacity = 0
  orders.preference = -1
  orders.cause = undefined
  orders.buffer = null
  orders.name = ''
  orders.overflow = 'wait'
  orders.lost = 0
}

export const MARK: unique symbol = Symbol('mark')
const uninitialised = (): never => { throw new ReferenceError('not yet') }

module(ABI, 'shop.ts', {
  worker: () => worker, dive: () => dive, hold: () => hold, each: () => each, polite: () => polite, counter: () => counter,
  Money: () => Money, Account: () => Account, Savings: () => Savings, Secret: () => Secret, settings: () => settings, orders: () => orders, MARK: () => MARK, later: uninitialised,
})

export type AnyOperation = Operation<unknown>
