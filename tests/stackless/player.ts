// Plays a golden program: its scripts as tasklets of stillframe/stackless, each outcome a line of the trace. This module
// runs as it stands (native) and compiled.
//
// Called by: golden.ts. Calls: @stillframe/stackless.

import {
  channel, getCurrent, getRuncount, run, runMain, RuntimeError, schedule, scheduleRemove, setChannelCallback, setErrorHandler,
  setScheduleCallback, switchTrap, Tasklet, tasklet, TaskletExit, ValueError, type Channel,
} from '@stillframe/stackless'

export type Op = [string, ...unknown[]]

export interface Program {
  seed: number
  chans: { pref: number; all: number }[]
  scripts: Record<string, [Op, string][]>
  chancb: number
  errh: number
  trace: string[]
}

/** An error that a script raises. */
class Err extends Error {}

interface Play {
  program: Program
  log: string[]
  tasklets: Map<string, Tasklet>
  names: Map<Tasklet, string>
  channels: Channel[]
  level: number
}

export function play(program: Program): string[] {
  const game: Play = { program, log: [], tasklets: new Map(), names: new Map(), channels: [], level: 0 }
  runMain(function* () { yield* main(game) })
  return game.log
}

function* main(game: Play): Generator<unknown, void, unknown> {
  const { program, log } = game
  enroll(game, 'M', getCurrent())
  for (const { pref, all } of program.chans) {
    const ch = channel()
    ch.preference = pref
    ch.scheduleAll = all
    game.channels.push(ch)
  }
  setScheduleCallback((previous, next) => log.push(`${nameOf(game, previous)}>${nameOf(game, next)}`))
  if (program.chancb) {
    setChannelCallback((ch, who, sending, willBlock) => {
      log.push(`cb${game.channels.indexOf(ch)} ${nameOf(game, who)} ${Number(sending)}${Number(willBlock)} ${ch.balance}`)
    })
  }
  if (program.errh) {
    setErrorHandler((error) => log.push(`H${nameOf(game, getCurrent())} ${(error as Error).message} ${nameOf(game, getCurrent())}`))
  }
  yield* script(game, 'M')
  switchTrap(-game.level)
  game.level = 0
  for (let i = 0; i < 30; i++) {
    log.push(`-- ${flags(game)}`)
    if (getRuncount() === 1) break
    try {
      yield* run()
      log.push(`run [${state(game)}]`)
    } catch (error) {
      log.push(`run!${wordFor(error)} [${state(game)}]`)
    }
  }
  setScheduleCallback(null)
}

function* script(game: Play, name: string): Generator<unknown, void, unknown> {
  const { program, log } = game
  const isMain = name === 'M'
  let step = 0
  for (const [op, flag] of program.scripts[name] as [Op, string][]) {
    try {
      const value = yield* perform(game, op)
      log.push(`${name}${step}=${show(game, value)} [${state(game)}]`)
    } catch (error) {
      log.push(`${name}${step}!${wordFor(error)} [${state(game)}]`)
      if (!isMain) {
        if (error instanceof TaskletExit) {
          if (flag !== 'w') throw error
        } else if (error instanceof Err) {
          if (flag === 'f' || op[0] === 'raise') throw error
        } else if (flag === 'f') {
          throw new Err(`fatal ${(error as Error).message}`)
        }
      }
    }
    step++
  }
  log.push(`${name}. [${state(game)}]`)
}

function* perform(game: Play, op: Op): Generator<unknown, unknown, unknown> {
  const [kind, first, second, third] = op
  const target = game.tasklets.get(first as string)
  const ch = game.channels[first as number] as Channel
  switch (kind) {
    case 'spawn':
    case 'bind': {
      if (target !== undefined) return 'dup'
      const fresh = kind === 'spawn' ? tasklet(script).setup(game, first) : tasklet(script, [game, first])
      enroll(game, first as string, fresh)
      return undefined
    }
    case 'send': return yield* ch.send(second)
    case 'recv': return yield* ch.receive()
    case 'sendexc': return yield* ch.sendException(Err, second as string)
    case 'schedule': return first === null ? yield* schedule() : yield* schedule(first)
    case 'sr': return first === null ? yield* scheduleRemove() : yield* scheduleRemove(first)
    case 'run': return yield* run()
    case 'raise': throw new Err(first as string)
    case 'close': return ch.close()
    case 'open': return ch.open()
    case 'pref': return void (ch.preference = second as number)
    case 'all': return void (ch.scheduleAll = second as number)
    case 'swtrap': {
      if (game.level + (first as number) < 0) return 'no'
      game.level += first as number
      switchTrap(first as number)
      return undefined
    }
    default:
  }
  if (target === undefined) return 'nx'
  switch (kind) {
    case 'trun': return yield* target.run()
    case 'tswitch': return target === getCurrent() ? 'self' : yield* target.switch()
    case 'insert': return target.insert()
    case 'remove': return target.remove()
    case 'kill': return yield* target.kill(Boolean(second))
    case 'throw': return yield* target.throw(Err, second, Boolean(third))
    case 'trap': return void (target.blockTrap = Boolean(second))
    case 'tval':
      if (target === getCurrent() || !target.alive) return 'no'
      target.tempval = second
      return undefined
    default: throw new TypeError(`a golden program has the operation "${kind}", which this player does not know`)
  }
}

function enroll(game: Play, name: string, member: Tasklet): void {
  game.tasklets.set(name, member)
  game.names.set(member, name)
}

const nameOf = (game: Play, member: Tasklet): string => game.names.get(member) as string

/** The ring from the running tasklet on, and the channels: balance, and who waits. */
function state(game: Play): string {
  const ring: string[] = []
  let member = getCurrent()
  do {
    ring.push(nameOf(game, member))
    member = member.next as Tasklet
  } while (member !== getCurrent())
  const channels = game.channels.map((ch) => {
    let text = String(ch.balance)
    for (let waits = ch.queue; waits !== null; waits = waits.next) text += nameOf(game, waits)
    return text
  })
  return `${ring.join('')} ${channels.join(' ')}`
}

function flags(game: Play): string {
  return [...game.tasklets].sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, t]) => `${name}:${[t.alive, t.blocked, t.scheduled, t.paused].map(Number).join('')}`).join(' ')
}

function show(game: Play, value: unknown): string {
  if (value instanceof Tasklet) return `<${nameOf(game, value)}>`
  return value === undefined || value === null ? 'None' : String(value)
}

function wordFor(error: unknown): string {
  if (error instanceof TaskletExit) return 'EXIT'
  if (error instanceof Err || error instanceof RuntimeError || error instanceof ValueError) return error.message
  throw error
}
