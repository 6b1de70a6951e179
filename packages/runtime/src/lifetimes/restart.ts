// Restarting: work that fails is done again after a pause, but not too often. supervise() does so for several bodies.
//
//   RE1. A kill is not a failure: it passes through.
//   RE2. The bodies that one supervise() looks after share one Intensity: its limit counts the restarts of all of them.
//
// Called by: tasklets. Calls: scope.ts (all), the running scheduler's clock.

import { frameOf, type Body } from '../frames/body.ts'
import { Cancelled, StillframeError } from '../errors.ts'
import * as theirs from '../errors.ts'
import { DONE, NEXT, RETURN, type Frame } from '../frames/frame.ts'
import { current, runningScheduler } from '../scheduler/running.ts'
import { all } from './scope.ts'
import { sleep } from '../scheduler/sleep.ts'
import { standard, standardCode, type Steps } from '../frames/standard.ts'
import { frameOfWork } from '../frames/work.ts'

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

const WORKS = 1
const PAUSES = 2

// `intensity`, `body` (several for all-for-one), `failures` in a row, `since` when it runs.
standardCode('restart', ['intensity', 'body', 'failures', 'since'], [
  ['start', [0]], ['body', [0, 1, 2, 3]], ['pause', [0, 1, 2]],
], (frame, value, mode) => {
  switch (frame.pc) {
    case 0: {
      const [intensity, body] = frame.s0 as [Intensity, Restartable | Restartable[]]
      frame.s0 = intensity
      frame.s1 = body
      frame.s2 = 0
      return begin(frame)
    }
    case WORKS:
      if (mode === NEXT || mode === RETURN || current().ties.exit !== null || isOfKilled(frame.s1, value)) break // RE1
      return again(frame, value)
    default:
      if (mode === NEXT) return begin(frame)
  }
  frame.s0 = frame.s1 = frame.s2 = frame.s3 = undefined
  frame.pc = DONE
  if (mode !== NEXT && mode !== RETURN) throw value
  return value
})

/** Was one of several bodies killed, and `error` is what their group made of it? (A body may throw such an error itself: of a tasklet with another name.) */
function isOfKilled(bodies: unknown, error: unknown): boolean {
  return Array.isArray(bodies) && error instanceof Cancelled && (bodies as Restartable[]).some(({ name }) => error.message === new Cancelled(name || 'anonymous').message)
}

function begin(frame: Frame): Frame {
  const body = frame.s1 as Restartable | Restartable[]
  frame.s3 = runningScheduler('restart()').now
  frame.pc = WORKS
  return Array.isArray(body) ? frameOfWork(all(body)) : frameOf(body)
}

function again(frame: Frame, error: unknown): unknown {
  const intensity = frame.s0 as Intensity
  const { limit, withinMs, backoffMs, factor, maxBackoffMs } = intensity.options
  const { now } = runningScheduler('restart()')
  const { length } = intensity.times
  if (length >= limit || (length & (length - 1)) === 0) intensity.times = intensity.times.filter((time) => now - time < withinMs) // (each time would be quadratic)
  if (intensity.times.length >= limit) {
    throw new StillframeError('RESTART_LIMIT', `it failed again after ${limit} restarts within ${withinMs} ms`, 'its `cause` is the last failure', { cause: error })
  }
  if (limit < Infinity) intensity.times.push(now)
  const failures = now - (frame.s3 as number) >= withinMs ? 1 : (frame.s2 as number) + 1
  frame.s2 = failures
  frame.s3 = undefined
  frame.pc = PAUSES
  return sleep(Math.min(maxBackoffMs, backoffMs && backoffMs * factor ** (failures - 1)))
}

function intensityOf(options: RestartOptions): Intensity {
  const { limit = 3, withinMs = 60_000, backoffMs = 100, factor = 2, maxBackoffMs = 30_000 } = options
  const all = { limit, withinMs, backoffMs, factor, maxBackoffMs }
  for (const [name, value] of Object.entries(all)) if (!(typeof value === 'number' && value >= 0)) throw theirs.badNumber(`\`${name}\` is a number >= 0`, value)
  return { options: all, times: [] }
}

const keep: (intensity: Intensity, body: Restartable | Restartable[]) => Steps<unknown> =
  standard('restart', 'restart', (intensity: Intensity, body: Restartable | Restartable[]) => [intensity, body])

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
  const steps = strategy === 'all-for-one' ? keep(intensity, [...bodies]) : all(bodies.map((body) => keep(intensity, body)))
  return steps as Steps<never>
}
