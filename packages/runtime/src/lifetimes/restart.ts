// Restarting: work that fails is done again after a pause, but not too often. supervise() does so for several bodies.
//
//   RE1. A kill is not a failure: it passes through. Not meant is one that passed through already when the body began: who restarts
//        in a `finally` cleans up after it.
//   RE2. The bodies that one supervise() looks after share one Intensity: its limit counts the restarts of all of them.
//   RE3. What the call of a body throws is a failure. To give something that is no generator function is a mistake: no restart mends it.
//   RE4. Each body of all-for-one has a frame of this code, too. It starts nothing again, but says in their Round that one has failed.
//
// Called by: tasklets. Calls: scope.ts (all), the running tasklet, the running scheduler's clock.

import { frameOfCall, type Body } from '../frames/body.ts'
import { Cancelled, StillframeError, type TaskletExit } from '../errors.ts'
import * as theirs from '../errors.ts'
import { DONE, NEXT, THROW, type Frame } from '../frames/frame.ts'
import { current, runningScheduler } from '../scheduler/running.ts'
import { all } from './scope.ts'
import { sleep } from '../scheduler/sleep.ts'
import { standard, standardCode, type Steps } from '../frames/standard.ts'

export interface RestartOptions {
  /** Gives up when it would have to restart more often than this ... Default 3. */
  limit?: number
  /** ... within so many milliseconds. Default 60,000. A body that ran longer than this begins with the first pause again. */
  withinMs?: number
  /** Pause before the first restart. Default 100. */
  backoffMs?: number
  /** Each further pause is so many times longer. Default 2. */
  factor?: number
  /** No pause is longer. Default 30,000. */
  maxBackoffMs?: number
}

export interface SuperviseOptions extends RestartOptions {
  /** Who is started again when one fails: that one (default), or all of them. */
  strategy?: 'one-for-one' | 'all-for-one'
}

/** A body that can be started again and again: a generator function without parameters. */
export type Restartable<R = unknown> = Body<[], R>

interface Intensity {
  options: Required<RestartOptions>
  /** When there were restarts: those that are not longer ago than `withinMs`, and perhaps others. Nobody asks where there is no limit. */
  times: number[]
}

/** From the call of a body, or of several for all-for-one, to its end. */
interface Round {
  since: number
  /** The kill that was passing through already. RE1 */
  exit: TaskletExit | null
  /** One of several has failed, and was not killed. RE4 */
  failed: boolean
}

const WORKS = 1
const PAUSES = 2

// `intensity` (of one of several for all-for-one: their Round), `body` (or several), `failures` in a row, `since`: the Round when it runs.
standardCode('restart', ['intensity', 'body', 'failures', 'since'], [
  ['start', [0]], ['body', [0, 1, 2, 3]], ['pause', [0, 1, 2]],
], (frame, value, mode) => {
  switch (frame.pc) {
    case 0: {
      const [intensity, body, isNamed] = frame.s0 as Parameters<typeof keep>
      frame.s0 = intensity
      frame.s1 = body
      frame.s2 = 0
      if (isNamed) current().name = nameOf(body)
      return begin(frame)
    }
    case WORKS:
      if (mode === THROW) return failed(frame, value)
      break
    default:
      if (mode === NEXT) return begin(frame)
  }
  frame.s0 = frame.s1 = frame.s2 = frame.s3 = undefined
  frame.pc = DONE
  if (mode === THROW) throw value
  return value
})

const nameOf = (body: unknown): string => (body as Partial<Function> | undefined)?.name || 'anonymous'

function begin(frame: Frame): unknown {
  const body = frame.s1 as Restartable | Restartable[]
  const { exit } = current().ties
  const round: Round = frame.s3 = { since: runningScheduler('restart()').now, exit: exit?.told ? exit : null, failed: false }
  frame.pc = WORKS
  if (Array.isArray(body)) return all(body.map((one) => ({ [nameOf(one)]: () => keep(round, one) })[nameOf(one)] as Restartable)).frame()
  let called: unknown
  try {
    if (typeof body === 'function') called = body()
  } catch (error) {
    return failed(frame, error)
  }
  return frameOfCall(called, theirs.notGenerator, body) // RE3
}

function failed(frame: Frame, error: unknown): unknown {
  const { s0: intensity, s1: body, s3: kept } = frame
  const { exit } = current().ties
  const round = typeof kept === 'number' ? { since: kept, exit: null, failed: exit === null && !isOfKilled(body, error) } : kept as Round
  if (exit !== null && (exit !== round.exit || exit === error)) throw round.failed ? exit : error // RE1 (they would have begun again)
  if (!(intensity as Partial<Intensity>).times) (intensity as Round).failed = true // RE4
  else if (!Array.isArray(body) || round.failed) return again(frame, error, round.since)
  throw error
}

/** Snapshots of before there were rounds hold a number in place of one: there, what was thrown says whether one of several was killed. */
function isOfKilled(bodies: unknown, error: unknown): boolean {
  return Array.isArray(bodies) && error instanceof Cancelled && bodies.some((body) => error.message.includes(`"${nameOf(body)}"`))
}

function again(frame: Frame, error: unknown, since: number): unknown {
  const intensity = frame.s0 as Intensity
  const { limit, withinMs, backoffMs, factor, maxBackoffMs } = intensity.options
  const { now } = runningScheduler('restart()')
  const { length } = intensity.times
  if (length >= limit || (length & (length - 1)) === 0) intensity.times = intensity.times.filter((time) => now - time < withinMs) // (each time would be quadratic)
  if (intensity.times.length >= limit) {
    throw new StillframeError('RESTART_LIMIT', `it failed again after ${limit} restarts within ${withinMs} ms`, 'its `cause` is the last failure', { cause: error })
  }
  if (limit < Infinity) intensity.times.push(now)
  const failures = now - since >= withinMs ? 1 : (frame.s2 as number) + 1
  frame.s2 = failures
  frame.s3 = undefined
  frame.pc = PAUSES
  return sleep(Math.min(maxBackoffMs, backoffMs * factor ** (failures - 1) || 0)) // (0 times infinity: NaN)
}

function intensityOf(options: RestartOptions): Intensity {
  const { limit = 3, withinMs = 60_000, backoffMs = 100, factor = 2, maxBackoffMs = 30_000 } = options
  const all = { limit, withinMs, backoffMs, factor, maxBackoffMs }
  for (const [name, value] of Object.entries(all)) theirs.checkTime(`\`${name}\``, value)
  return { options: all, times: [] }
}

const keep: (intensity: Intensity | Round, body: Restartable | Restartable[], isNamed?: boolean) => Steps<unknown> =
  standard('restart', 'restart', (...args: unknown[]) => args)

/** Does what `body` does, and starts it again when it fails. Throws RESTART_LIMIT, with the last failure as its cause; BAD_NUMBER. */
export function restart<R>(body: Restartable<R>, options: RestartOptions = {}): Steps<R> {
  return keep(intensityOf(options), body) as Steps<R>
}

/**
 * Runs `bodies` at the same time and starts those again that fail, until all have returned: gives their results. A body
 * that returns is not started again (but for all-for-one, when another fails). Throws RESTART_LIMIT, when all have been cancelled; BAD_STRATEGY.
 */
export function supervise<B extends readonly Restartable[]>(
  bodies: B, options: SuperviseOptions = {},
): Steps<{ -readonly [I in keyof B]: B[I] extends Restartable<infer R> ? R : never }> {
  const intensity = intensityOf(options)
  const { strategy = 'one-for-one' } = options
  if (!['one-for-one', 'all-for-one'].includes(strategy)) throw new StillframeError('BAD_STRATEGY', `there is no strategy ${String(strategy)}`, 'it is \'one-for-one\' or \'all-for-one\'')
  if (!Array.isArray(bodies)) throw theirs.notWork(bodies)
  const steps = strategy === 'all-for-one' ? keep(intensity, [...bodies]) : all(bodies.map((body) => keep(intensity, body, true)))
  return steps as Steps<never>
}
