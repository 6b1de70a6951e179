// stillframe rm: removes a process that nobody runs.
//
// Called by: main.ts. Calls: durable.

import { Store } from '@stillframe/durable'
import { DEFAULT_STORE, type Arguments, type Command } from './command.ts'
import { toJson, type Terminal } from './terminal.ts'

export const rm: Command = {
  name: 'rm',
  usage: 'stillframe rm ID [--store DIR]',
  summary: 'Removes a process and its state; refuses while it runs.',
  help: `  ID            the process
  --store DIR   folder of processes (default: ${DEFAULT_STORE})

example:
  stillframe rm monday`,
  options: { store: { type: 'string' } },
  takes: ['ID'],
  run: remove,
}

function remove(args: Arguments, terminal: Terminal): number {
  const id = args.positionals[0] as string
  Store.open(args.text('store') ?? DEFAULT_STORE).slot(id).remove()
  if (args.flag('json')) terminal.out(toJson({ id, removed: true }))
  else terminal.note(`${id} is removed`)
  return 0
}
