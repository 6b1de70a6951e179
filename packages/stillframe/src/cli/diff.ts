// stillframe diff: what is different between two snapshots, by name.
//
// Called by: main.ts. Calls: snapshot, saved.ts.

import { compare } from '@stillframe/snapshot'
import { DEFAULT_STORE, type Arguments, type Command } from './command.ts'
import { readSaved } from './saved.ts'
import { plain, toJson, type Terminal } from './terminal.ts'

const MOST_LINES = 100

export const diff: Command = {
  name: 'diff',
  usage: 'stillframe diff A B [--store DIR] [--all] [--json]',
  summary: 'Compares two snapshots: tasklets, frames, variables and values, by name.',
  help: `  A, B          files that capture() or a store wrote, folders of processes, or ids of processes
  --store DIR   folder of processes (default: ${DEFAULT_STORE})
  --all         every difference (otherwise the first ${MOST_LINES})
  --json        an array of { path, before, after }

Neither program is loaded. Exits 1 if there is a difference.

examples:
  stillframe diff monday tuesday
  stillframe diff .stillframe/monday/previous .stillframe/monday/state`,
  options: { store: { type: 'string' }, all: { type: 'boolean' } },
  takes: ['A', 'B'],
  run: showDifferences,
}

function showDifferences(args: Arguments, terminal: Terminal): number {
  const store = args.text('store') ?? DEFAULT_STORE
  const [one, other] = args.positionals.map((name) => readSaved(name, store).text) as [string, string]
  const differences = compare(one, other)
  if (args.flag('json')) {
    terminal.out(toJson(differences))
    return differences.length === 0 ? 0 : 1
  }
  const shown = args.flag('all') ? differences : differences.slice(0, MOST_LINES)
  for (const { path, before, after } of shown) {
    if (before !== undefined) terminal.out(terminal.paint('red', plain(`- ${path}: ${before}`)))
    if (after !== undefined) terminal.out(terminal.paint('green', plain(`+ ${path}: ${after}`)))
  }
  if (shown.length < differences.length) terminal.note(`${differences.length - shown.length} more: --all`)
  if (differences.length === 0) terminal.note('no difference')
  return differences.length === 0 ? 0 : 1
}
