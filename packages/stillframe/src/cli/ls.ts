// stillframe ls: the processes of a store.
//
// Called by: main.ts. Calls: durable.

import { Store, type Entry } from '@stillframe/durable'
import { DEFAULT_STORE, type Arguments, type Command } from './command.ts'
import { inWords } from './errors.ts'
import { ago, table, toJson, type Terminal } from './terminal.ts'

export const ls: Command = {
  name: 'ls',
  usage: 'stillframe ls [--store DIR] [--json]',
  summary: 'Lists the processes of a store.',
  help: `  --store DIR   folder of processes (default: ${DEFAULT_STORE})
  --json        an array of objects

"parked" has not ended and nobody runs it now; "running" names the pid that does.

example:
  stillframe ls --store /var/lib/shop`,
  options: { store: { type: 'string' } },
  takes: [],
  run: list,
}

function list(args: Arguments, terminal: Terminal): number {
  const store = Store.open(args.text('store') ?? DEFAULT_STORE)
  const entries = store.list()
  if (args.flag('json')) {
    terminal.out(toJson(entries.map((entry) => ({
      id: entry.id, state: stateOf(entry), pid: entry.pid ?? null, bytes: entry.bytes, ...entry.header,
      problem: entry.problem === undefined ? null : { code: entry.problem.code, message: inWords(entry.problem).message },
    }))))
    return 0
  }
  if (entries.length === 0) {
    terminal.note(`no processes in ${store.folder}`)
    return 0
  }
  const head = ['PROCESS', 'STATE', 'COMMITS', 'LAST', 'BYTES', 'PROGRAM']
  const rows = entries.map((entry) => {
    const { header } = entry
    return [
      entry.id, stateOf(entry), header === undefined ? '-' : String(header.sequence), header === undefined ? '-' : ago(header.updatedAt),
      String(entry.bytes), header?.module ?? (entry.problem === undefined ? '-' : inWords(entry.problem).message),
    ]
  })
  for (const line of table([head, ...rows])) terminal.out(line)
  return 0
}

function stateOf({ header, pid, problem }: Entry): string {
  if (header === undefined) return problem?.code === 'STORE_DAMAGED' ? 'damaged' : 'unreadable'
  if (pid !== undefined) return `running (pid ${pid})`
  return header.status === 'running' ? 'parked' : header.status
}
