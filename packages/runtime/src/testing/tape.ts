// Tapes: what came from outside while a scheduler ran, noted and played back.
//
//   TA1. An input is noted with the number of switches before it, and taken in there again: time and answers to requests
//        enter a scheduler nowhere else (S3, S5).
//   TA2. The host keeps the list: it is data, to be saved beside the program's seed and options.
//
// Called by: scheduler.ts (takeIn). Calls: the scheduler.

import { StillframeError } from '../errors.ts'
import type { Input, Tape } from '../scheduler/options.ts'
import type { Scheduler } from '../scheduler/scheduler.ts'

/** Notes on `list` what comes from outside: answers to requests, and the time. */
export function record(list: Input[]): Tape {
  return {
    plays: false,
    takeIn(scheduler, at) {
      if (!scheduler.virtual) {
        const before = scheduler.time
        scheduler.look()
        if (scheduler.time !== before) list.push({ at, timeMs: scheduler.time })
      }
      for (const completion of scheduler.inbox.splice(0)) {
        const kind = scheduler.requests.get(completion.id)?.kind as string
        if (scheduler.deliver(completion)) list.push({ at, timeMs: scheduler.time, kind, ...completion })
      }
      return Infinity
    },
  }
}

/** Plays back what `record` has noted; no handler is asked. run() throws REPLAY_DIVERGED if the program does not ask what it asked then. */
export function replay(list: readonly Input[]): Tape {
  let played = 0
  return {
    plays: true,
    takeIn(scheduler: Scheduler, switches: number) {
      for (let input = list[played]; input !== undefined; input = list[++played]) {
        if (input.at > switches) return input.at
        if (!scheduler.virtual) scheduler.time = input.timeMs
        const { id, ok, value, kind } = input
        if (id === undefined) continue
        const asked = scheduler.requests.get(id)?.kind
        if (asked === undefined || asked !== (kind ?? asked)) throw diverged(id, kind, input.at, asked)
        scheduler.deliver({ id, ok: ok === true, value })
      }
      return Infinity
    },
  }
}

function diverged(id: string, kind = '', at: number, asked: string | undefined): StillframeError {
  const problem = asked === undefined ? 'nobody waits for it' : `that one is "${asked}"`
  return new StillframeError('REPLAY_DIVERGED', `the tape answers request ${id}${kind && ` "${kind}"`} after ${at} switches, but ${problem}`,
    'replay with the program, the seed and the options of the record; host code must do the same between two runs')
}
