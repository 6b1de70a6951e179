// What an exploration found, as data and as text.
//
// Called by: explore.ts, users. Calls: nothing.

/** One tasklet's turn in a schedule: from where it stood to where it leaves. */
export interface Turn {
  /** 0: time passes, and the next timer fires. */
  readonly id: number
  readonly tasklet: string
  /** Where it stood: `fork.ts:12 receive#1`. */
  readonly at: string
  /** What chance said, if it was asked: the numbers of fair selects. */
  readonly choices: readonly number[]
  /** What it waits for then, or how it ended. */
  readonly after: string
}

export interface Failure {
  /**
   * deadlock: nobody can go on. error: a tasklet failed, and nobody joined it. invariant: it threw, or gave false.
   * lost: a tasklet waits for what can't come any more, while others go on for ever.
   */
  readonly kind: 'deadlock' | 'error' | 'invariant' | 'lost'
  readonly message: string
  readonly error: unknown
  /** The shortest schedule that leads there. */
  readonly schedule: readonly Turn[]
  /** The snapshot just before the last turn, of `[scheduler, state]`: restored, `run({ maxSwitches: 1 })` takes that turn (with
   * `interruptible`, it goes on beyond the operation at which the turn ended). */
  readonly before: string
}

export interface Exploration {
  readonly ok: boolean
  /** Was every schedule seen? False after a failure, or at `maxStates`. */
  readonly complete: boolean
  readonly failure: Failure | undefined
  readonly states: number
  /** Turns that were taken, each on a copy of its state. */
  readonly transitions: number
  /** Turns that were not: another order of the same turns had been seen. */
  readonly pruned: number
  /** Turns in the longest of the shortest ways to a state. */
  readonly depth: number
}

/** The exploration as text: its counts, and the shortest failing schedule, a turn a line. */
export function report({ complete, failure, states, transitions, pruned, depth }: Exploration): string {
  const counts = `${states} states, ${transitions} turns taken, ${pruned} pruned, depth ${depth}`
  if (failure === undefined) return complete ? `no failure in any schedule: ${counts}` : `no failure so far, and not all schedules were seen: ${counts}`
  const width = Math.max(...failure.schedule.map((turn) => title(turn).length), 0)
  const lines = failure.schedule.map((turn, i) => {
    const choices = turn.choices.length > 0 ? ` (chance: ${turn.choices.join(', ')})` : ''
    return `${String(i + 1).padStart(4)}. ${title(turn).padEnd(width)}  ${turn.at}${choices} -> ${turn.after}`
  })
  return [`${failure.kind}: ${failure.message}`, `after ${failure.schedule.length} turns (${counts}):`, ...lines].join('\n')
}

const title = ({ id, tasklet }: Turn): string => (id === 0 ? 'time' : `${tasklet} (${id})`)
