// stillframe migrate: brings the processes of a store to the code of this build, offline.
//
//   MG1. Each process is restored with the program's migrations and committed anew. Nothing of it runs. The state before is
//        kept as `previous`.
//   MG2. All are checked before the first is written: with a refusal, nothing is. One whose state can't be read is refused.
//
// Called by: main.ts. Calls: durable, program.ts.

import { loadArchive, Process, Store } from '@stillframe/durable'
import { moduleNow, type Verdict } from '@stillframe/snapshot'
import { DEFAULT_STORE, type Arguments, type Command } from './command.ts'
import { inWords } from './errors.ts'
import { loadProgram } from './program.ts'
import { processesIn } from './saved.ts'
import { table, toJson, type Terminal } from './terminal.ts'

export const migrate: Command = {
  name: 'migrate',
  usage: 'stillframe migrate PROGRAM [--store DIR] [--archive DIR] [--dry-run] [--json]',
  summary: 'Brings saved processes to the code of this build, without running them.',
  help: `  PROGRAM         the module the processes run; its export \`migrations\` counts
  --store DIR     folder of processes (default: ${DEFAULT_STORE})
  --archive DIR   the code archive
  --dry-run       only say what would be done
  --json          an array of objects

All processes of the program that have not ended are restored first; only if every one can go on is anything written. The
state before stays as \`previous\` (stillframe run --from-previous).

example:
  stillframe migrate orders.ts --store /var/lib/shop --dry-run`,
  options: { store: { type: 'string' }, archive: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  takes: ['PROGRAM'],
  run: migrateAll,
}

interface Migrated {
  readonly id: string
  readonly process: Process | undefined
  readonly verdicts: readonly Verdict[]
  readonly error: string | undefined
}

async function migrateAll(args: Arguments, terminal: Terminal): Promise<number> {
  const folder = args.text('store') ?? DEFAULT_STORE
  const store = Store.open(folder)
  const program = await loadProgram(args.positionals[0] as string)
  const { living, damaged } = processesIn(folder)
  const saved = living.filter(({ header }) => header?.module === program.module || moduleNow(header?.module ?? '', program.migrations) === program.module)
  const archiveFolder = args.text('archive')
  const archive = archiveFolder === undefined ? undefined : await loadArchive(archiveFolder, saved.map(({ text }) => text))
  const opened = saved.map(({ name: id }): Migrated => {
    const verdicts: Verdict[] = []
    try {
      const process = Process.open({ store, id, ...program, archive, report: (verdict) => verdicts.push({ ...verdict }) })
      return { id, process, verdicts, error: undefined }
    } catch (problem) {
      return { id, process: undefined, verdicts, error: inWords(problem).message }
    }
  }).concat(damaged.map(({ name: id, problem }) => ({ id, process: undefined, verdicts: [], error: inWords(problem).message })))
  try {
    const refused = opened.some(({ error }) => error !== undefined)
    const dry = args.flag('dry-run')
    if (!refused && !dry) for (const { process } of opened) process?.rewrite()
    tell(opened, !refused && !dry, args, terminal)
    return refused ? 1 : 0
  } finally {
    for (const { process } of opened) process?.close()
  }
}

function tell(opened: readonly Migrated[], written: boolean, args: Arguments, terminal: Terminal): void {
  if (args.flag('json')) {
    terminal.out(toJson(opened.map(({ id, verdicts, error }) => ({ id, written, verdicts, error: error ?? null }))))
    return
  }
  const rows = opened.flatMap(({ id, verdicts, error }) => {
    if (error !== undefined) return [[id, 'refused', error]]
    if (verdicts.length === 0) return [[id, 'same', '']]
    return verdicts.map(({ path, change, details }) => [id, change, `${path}${details === '' ? '' : `: ${details}`}`])
  })
  if (rows.length > 0) for (const line of table([['PROCESS', 'VERDICT', ''], ...rows])) terminal.out(line.trimEnd())
  terminal.note(opened.length === 0 ? 'no processes of this program' : written ? `${opened.length} written` : 'nothing was written')
}
