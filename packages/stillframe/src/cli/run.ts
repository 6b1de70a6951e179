// stillframe run: starts a program as a durable process, or goes on with it.
//
// Called by: main.ts. Calls: durable.

import { basename } from 'node:path'
import { inspect } from 'node:util'
import { loadArchive, Process, Store, type Outcome, type ProcessOptions } from '@stillframe/durable'
import { archiveLoaded } from './archive.ts'
import { DEFAULT_STORE, type Arguments, type Command } from './command.ts'
import { placeOf, theirs } from './errors.ts'
import { loadProgram } from './program.ts'
import { ago, plain, toJson, type Terminal } from './terminal.ts'

export const run: Command = {
  name: 'run',
  usage: 'stillframe run FILE [--id NAME] [--store DIR] [--from-previous] [--archive DIR] [-- ARGS]',
  summary: 'Starts a program as a durable process; started again, it goes on where it was.',
  help: `  FILE              a module whose default export is a generator function
  --id NAME         name of the process (default: the file's name without its ending)
  --store DIR       folder of processes (default: ${DEFAULT_STORE})
  --from-previous   go on from the state before the last one
  --archive DIR     add this build to the code archive DIR; frames whose code is gone end on code from there
  --json            print the outcome as JSON
  --verbose         say when it commits; show stack traces
  -- ARGS           strings the program is called with at its first start

The state is committed whenever nobody is ready to run. kill -9 loses nothing that was committed; SIGINT and SIGTERM
stop after the commit under way. When the program has ended, its result is kept and printed again.

examples:
  stillframe run orders.ts -- orders.csv
  stillframe run orders.ts --id monday --store /var/lib/shop`,
  options: { id: { type: 'string' }, store: { type: 'string' }, archive: { type: 'string' }, 'from-previous': { type: 'boolean' } },
  takes: ['FILE'],
  run: runProgram,
}

const SIGNALS: readonly ['SIGINT' | 'SIGTERM', number][] = [['SIGINT', 130], ['SIGTERM', 143]]

async function runProgram(args: Arguments, terminal: Terminal): Promise<number> {
  const file = args.positionals[0] as string
  const id = args.text('id') ?? basename(file).replace(/\.[^.]*$/, '')
  const store = Store.open(args.text('store') ?? DEFAULT_STORE)
  store.slot(id) // an id that can't be one is told before the program is loaded
  const note = args.flag('json') ? (): void => {} : (line: string): void => terminal.note(terminal.paint('dim', plain(line)))
  const stop = new AbortController()
  let code = 0
  const listeners = SIGNALS.map(([signal, exitCode]) => {
    const listener = (): void => {
      if (stop.signal.aborted) process.exit(exitCode)
      code = exitCode
      stop.abort()
    }
    process.on(signal, listener)
    return () => process.off(signal, listener)
  })
  try {
    const program = await loadProgram(file)
    const opened = Process.open({
      store, id, ...program, ...await archiveFor(args, store, id), args: args.rest, fromPrevious: args.flag('from-previous'),
      report: ({ path, change, details }) => note(`${path}: ${change}${details === '' ? '' : `, ${details}`}`),
      onCommit: (header, report) => {
        if (args.flag('verbose')) note(`commit ${header.sequence}: ${report.alive} alive, ${report.pendingRequests} requests`)
      },
    })
    try {
      greet(opened, args, note)
      const ended = opened.outcome
      return tell(ended ?? await opened.run(stop.signal), opened, args, terminal, ended !== undefined, code)
    } finally {
      opened.close()
    }
  } finally {
    for (const off of listeners) off()
  }
}

/** With --archive: the build that runs is added to it, and what the state may need is loaded. */
async function archiveFor(args: Arguments, store: Store, id: string): Promise<Pick<ProcessOptions, 'archive'>> {
  const folder = args.text('archive')
  if (folder === undefined) return {}
  await archiveLoaded(folder)
  const text = (args.flag('from-previous') ? store.slot(id).readPrevious() : store.slot(id).read())?.snapshot
  return { archive: await loadArchive(folder, text === undefined ? [] : [text]) }
}

function greet(opened: Process, args: Arguments, note: (line: string) => void): void {
  const { header, id } = opened
  if (!opened.resumed) return
  if (header.status === 'running') note(`${id} goes on after commit ${header.sequence} (${ago(header.updatedAt)})`)
  else note(`${id} is ${header.status} since ${header.updatedAt}; to begin again: stillframe rm ${id}`)
  const same = args.rest.length === header.args.length && args.rest.every((arg, i) => arg === header.args[i])
  if (args.rest.length > 0 && !same) note(`${id} was started with ${inspect(header.args)}; the arguments given now are not used`)
}

function tell(outcome: Outcome, opened: Process, args: Arguments, terminal: Terminal, before: boolean, code: number): number {
  const { id, header } = opened
  if (outcome.status === 'failed') throw theirs.failed(id, outcome.tasklet, outcome.error, placeOf(outcome.error), header.sequence > 1)
  const stopped = outcome.status === 'stopped'
  if (args.flag('json')) {
    const result = stopped ? {} : { result: outcome.result === undefined ? null : outcome.result }
    terminal.out(toJson({ id, status: outcome.status, sequence: header.sequence, resumed: opened.resumed, ...result }))
  } else if (stopped) {
    terminal.note(`${id} is stopped after commit ${header.sequence}; the same command goes on`)
  } else {
    if (!before) terminal.note(terminal.paint('dim', `${id} is done after ${header.sequence} commits`))
    if (outcome.result !== undefined) terminal.out(typeof outcome.result === 'string' ? outcome.result : inspect(outcome.result, { depth: 6 }))
  }
  return stopped ? code : 0
}
