// stillframe show: where every tasklet of a process stands, and what it holds.
//
//   SH1. Only the state is read. Source lines are those of the files as they are now.
//
// Called by: main.ts. Calls: durable, snapshot.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Store, type Header } from '@stillframe/durable'
import { describe, type Description, type TaskletDescription } from '@stillframe/snapshot'
import { programRoot } from '../register/module-id.ts'
import { DEFAULT_STORE, type Arguments, type Command } from './command.ts'
import { readSaved } from './saved.ts'
import { ago, plain, toJson, type Terminal } from './terminal.ts'

const MOST_TASKLETS = 25

export const show: Command = {
  name: 'show',
  usage: 'stillframe show ID|FILE [--store DIR] [--all] [--hashes] [--json]',
  summary: 'Shows where every tasklet of a process or snapshot stands, what it holds and what it waits for.',
  help: `  ID            the process; or a file that capture() or a store wrote
  --store DIR   folder of processes (default: ${DEFAULT_STORE})
  --all         every tasklet (otherwise the first ${MOST_TASKLETS})
  --hashes      the version of each function, for \`from\` in migrations
  --json        one object, with everything

Only the state is read: the program is not loaded, and may be running.

example:
  stillframe show monday`,
  options: { store: { type: 'string' }, all: { type: 'boolean' }, hashes: { type: 'boolean' } },
  takes: ['ID'],
  run: showProcess,
}

function showProcess(args: Arguments, terminal: Terminal): number {
  const id = args.positionals[0] as string
  const folder = args.text('store') ?? DEFAULT_STORE
  const { text, header } = readSaved(id, folder)
  const description = describe(text)
  const pid = header === undefined ? undefined : Store.open(folder).slot(header.process).pid
  if (args.flag('json')) {
    terminal.out(toJson({ id, pid: pid ?? null, bytes: text.length, ...header, ...pick(description) }))
    return 0
  }
  const size = `${text.length} characters, ${description.objects} objects`
  if (header === undefined) terminal.out(`${terminal.paint('bold', id)}  ${size}`)
  else summary(id, pid, header, size, description, terminal)
  const living = description.tasklets.filter(({ status }) => !['done', 'failed', 'killed'].includes(status))
  const shown = args.flag('all') ? living : living.slice(0, MOST_TASKLETS)
  const sources = new Sources()
  for (const tasklet of shown) print(tasklet, description, sources, terminal, args.flag('hashes'))
  if (shown.length < living.length) terminal.out(`\n${living.length - shown.length} more: --all`)
  return 0
}

type Picked = Pick<Description, 'tasklets' | 'channels' | 'timers' | 'requests' | 'functions' | 'objects'>

function pick({ tasklets, channels, timers, requests, functions, objects }: Description): Picked {
  return { tasklets, channels, timers, requests, functions, objects }
}

function summary(id: string, pid: number | undefined, header: Header, size: string, description: Description, terminal: Terminal): void {
  const state = pid !== undefined ? `running (pid ${pid})` : header.status === 'running' ? 'parked' : header.status
  const args = header.args.map((arg) => JSON.stringify(arg)).join(' ')
  terminal.out(`${terminal.paint('bold', id)}  ${state}  ${plain(`${header.module}  ${args}`)}`.trimEnd())
  terminal.out(`commit ${header.sequence}, ${ago(header.updatedAt)}; begun ${ago(header.createdAt)}; ${size}`)
  const due = description.timers.map(({ dueMs }) => dueMs).sort((a, b) => a - b)[0]
  if (due !== undefined) terminal.out(`next timer: ${new Date(due).toISOString()}`)
}

function print({ id, name, status, waitsFor, frames }: TaskletDescription, description: Description, sources: Sources, terminal: Terminal, hashes: boolean): void {
  const asked = description.requests.find((request) => waitsFor.startsWith(`request ${request.id} `))
  const asks = asked === undefined || asked.args === 'undefined' ? '' : ` ${asked.args}`
  terminal.out(`\ntasklet ${id} ${terminal.paint('bold', `"${plain(name)}"`)}  ${waitsFor === '' ? status : `waits: ${plain(waitsFor + asks)}`}`)
  for (const { function: fn, module, line, column, label, locals } of frames) {
    terminal.out(`  ${plain(fn)}  ${terminal.paint('cyan', `${plain(module)}:${line}:${column}`)}  at ${plain(label)}${hashes ? plain(hashOf(description, `${module}#${fn}`)) : ''}`)
    const text = sources.line(module, line)
    if (text !== undefined) terminal.out(`    ${terminal.paint('dim', `${line} | ${plain(text)}`)}`)
    for (const local of locals) terminal.out(plain(`    ${local.name} = ${local.preview}`))
  }
}

function hashOf({ functions }: Description, id: string): string {
  const found = functions.find((one) => one.id === id)
  return found === undefined ? '' : `  shape ${found.shape}, body ${found.body}`
}

/** Lines of the program's files, where they are found. SH1 */
class Sources {
  readonly #root = programRoot(process.cwd())
  readonly #files = new Map<string, string[] | undefined>()

  line(module: string, line: number): string | undefined {
    if (line < 1) return undefined
    if (!this.#files.has(module)) this.#files.set(module, this.#read(module))
    return this.#files.get(module)?.[line - 1]?.trim()
  }

  #read(module: string): string[] | undefined {
    try {
      return readFileSync(join(this.#root, module), 'utf8').split('\n')
    } catch {
      return undefined
    }
  }
}
