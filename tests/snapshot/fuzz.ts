// `node tests/snapshot/fuzz.ts --inputs N [--seed S]` (before Node 22: `node --import ./packages/stillframe/register/strip-only.js ...`):
// damaged snapshots, each of which must be refused with a SnapshotError or give a graph that can be trusted.
//
//   FU1. A graph can be trusted if it can be captured again, its copy gives the same text, the rules of the runtime hold in its
//        scheduler, and running on breaks none of them (errors of the tasklets themselves are theirs). Capture may refuse a
//        value that a program could have made too: an object that inherits from Math.max.
//   FU2. Nothing that existed before is changed: prototypes, intrinsics, the program's classes and constants, the code table
//        (looked at after every 50 inputs), and by a refused text the channels of its modules (after each).
//   FU3. No input takes longer than a second of the processor.
//
// Called by: people, hostile.test.ts. Calls: mutants.ts.

import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { Scheduler } from '@stillframe/runtime'
import { checkInvariants } from '@stillframe/runtime/testing'
import { codeTable } from '@stillframe/runtime/abi'
import { capture, describe, restore, SnapshotError } from '@stillframe/snapshot'
import { emptyOrders, Money, orders, settings } from './code.ts'
import { mutant, samples } from './mutants.ts'

type Any = any
const SLOWEST_MS = 1000

export interface Count {
  refused: number
  restored: number
  readonly failures: string[]
}

const existing: readonly object[] = [
  Object.prototype, Function.prototype, Array.prototype, String.prototype, Map.prototype, Set.prototype, Promise.prototype, Symbol.prototype, RegExp.prototype, Error.prototype,
  Object, Function, Array, Math, JSON, Reflect, Symbol, Map, globalThis, Scheduler.prototype, Money, Money.prototype, settings, Object.getPrototypeOf(orders) as object,
]

/** What nobody may change. FU2 */
function fingerprint(): string {
  const parts = existing.map((one) => `${Reflect.ownKeys(one).length}${Object.isExtensible(one) ? '' : '!'}${Object.getPrototypeOf(one) === null ? 0 : 1}`)
  const { functions, modules, scopes, codes } = codeTable
  return [...parts, functions.size, modules.size, scopes.size, codes.size, settings.colour].join()
}

const ordersAreUntouched = (): boolean => orders.balance === 0 && !orders.closed && orders.capacity === 0 && orders.buffered === 0

const isScheduler = (value: unknown): value is Scheduler => typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Scheduler.prototype
const schedulerOf = (root: Any): Scheduler | undefined => [root, root?.scheduler].find(isScheduler)

function captured(root: unknown): string | undefined {
  try {
    return capture(root)
  } catch (error) {
    if (error instanceof SnapshotError && error.code === 'NOT_SAVABLE') return undefined
    throw error
  }
}

/** Words for what is wrong with a graph; '' if it can be trusted. FU1 */
function distrust(root: Any): string {
  const first = schedulerOf(root)
  if (first !== undefined) checkInvariants(first)
  const again = captured(root)
  if (again === undefined) return ''
  const copy = restore<Any>(again)
  if (capture(copy) !== again) return 'its copy gives another text'
  const scheduler = schedulerOf(copy)
  if (scheduler === undefined) return ''
  checkInvariants(scheduler)
  scheduler.attach({ clock: 'virtual', onUncaught: () => {} })
  scheduler.run({ maxSwitches: 20 })
  return ''
}

/** The outcome of one input: 'refused', 'restored', or what went wrong. `before`: what a delta follows. */
export function outcome(text: string, before: readonly string[] = []): string {
  emptyOrders()
  const started = process.cpuUsage()
  let result = 'restored'
  try {
    const [base = text, ...deltas] = [...before, text]
    const root = restore<Any>(base, ...(deltas as [string]))
    try {
      const fault = distrust(root)
      if (fault !== '') result = fault
    } catch (error) {
      result = `a restored graph can't be trusted: ${(error as Error).stack}`
    }
  } catch (error) {
    result = error instanceof SnapshotError ? 'refused' : `restore threw ${(error as Error).stack}`
    if (!ordersAreUntouched()) result = 'a refused text changed something'
  }
  const tookMs = process.cpuUsage(started).user / 1000
  if (tookMs > SLOWEST_MS) result = `it took ${tookMs} ms`
  return result
}

function described(text: string): string {
  try {
    describe(text)
    return ''
  } catch (error) {
    return error instanceof SnapshotError ? '' : `describe threw ${(error as Error).stack}`
  }
}

const LOOK_EVERY = 50
const DESCRIBE_EVERY = 4

export function fuzz(inputs: number, seed: number, progress?: (done: number, count: Count) => void): Count {
  const chains = samples.map((make) => make())
  emptyOrders()
  const count: Count = { refused: 0, restored: 0, failures: [] }
  const before = fingerprint()
  for (let i = 0; i < inputs; i++) {
    const which = i % chains.length
    const chain = chains[which] as readonly string[]
    const text = mutant(chain.at(-1) as string, seed + i)
    const result = outcome(text, chain.slice(0, -1))
    const fault = i % DESCRIBE_EVERY === 0 ? described(text) : ''
    if (fault !== '') count.failures.push(`sample ${which}, seed ${seed + i}: ${fault}`)
    else if (result === 'refused' || result === 'restored') count[result]++
    else count.failures.push(`sample ${which}, seed ${seed + i}: ${result}`)
    if (i % LOOK_EVERY === 0 && fingerprint() !== before) throw new Error(`something that existed was changed by one of the ${LOOK_EVERY} inputs before seed ${seed + i}`)
    progress?.(i + 1, count)
  }
  return count
}

const EVERY = 10_000

function main(): void {
  const { values } = parseArgs({ options: { inputs: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } } })
  const started = Date.now()
  let known = 0
  const count = fuzz(Number(values.inputs), Number(values.seed), (done, { refused, restored, failures }) => {
    for (; known < failures.length; known++) console.log(failures[known])
    if (done % EVERY === 0) console.log(`${done} inputs: ${refused} refused, ${restored} restored, ${failures.length} failures, ${Math.round((Date.now() - started) / 1000)} s`)
  })
  console.log(`${count.refused} refused, ${count.restored} restored, ${count.failures.length} failures`)
  process.exitCode = count.failures.length === 0 ? 0 : 1
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) main()
