// stillframe archive: the code archive of a program.
//
//   add    every compiled module that the program loads goes into it
//   ls     the versions in it, and how many snapshots of a store need each
//   prune  removes those that none needs
//
//   AR1. A version counts as needed if the state of a process, the one before it, or one that a step back has replaced, has a frame,
//        closure or scope of it. What a state needs that can't be read, nobody knows: `ls` says so, `prune` removes nothing.
//
// Called by: main.ts, run.ts. Calls: carry.ts, durable.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listArchive, occupied, pruneArchive, Store, writeArchive, type ArchiveEntry } from '@stillframe/durable'
import type { CompileResult } from '@stillframe/compiler'
import { codeTable } from '@stillframe/runtime/abi'
import type { Keep } from '../register/keep.ts'
import { ModuleIds, programRoot } from '../register/module-id.ts'
import { DEFAULT_STORE, type Arguments, type Command } from './command.ts'
import { inWords, theirs } from './errors.ts'
import { loadModule } from './program.ts'
import { readSaved } from './saved.ts'
import { plain, table, toJson, type Terminal } from './terminal.ts'

const DEFAULT_ARCHIVE = '.stillframe-code'

export const archive: Command = {
  name: 'archive',
  usage: 'stillframe archive add PROGRAM... | ls | prune [--dir DIR] [--store DIR] [--snapshot FILE] [--dry-run] [--json]',
  summary: 'Keeps the code of every version, so that frames whose code is gone can end on it.',
  help: `  add PROGRAM...   adds every function of the modules that these programs load
  ls               the versions, and how many snapshots need each
  prune            removes versions that no snapshot needs
  --dir DIR        the archive (default: ${DEFAULT_ARCHIVE})
  --store DIR      folder of processes (default: ${DEFAULT_STORE}); states and those before them count, and must be readable
  --snapshot FILE  another snapshot that counts; more than once for more
  --dry-run        (prune) only say what would be removed

Run \`add\` in the build, before the deploy; \`prune\` when processes have ended. Or let the build fill it:
\`stillframe compile --archive\`, the option \`archive\` of the bundler plugin, STILLFRAME_ARCHIVE. Functions that use private
names of a class can't be archived, and are told.

examples:
  stillframe archive add orders.ts
  stillframe archive prune --store /var/lib/shop --dry-run`,
  options: { dir: { type: 'string' }, store: { type: 'string' }, snapshot: { type: 'string', multiple: true }, 'dry-run': { type: 'boolean' } },
  takes: ['add|ls|prune'],
  many: true,
  run: async (args, terminal) => {
    const [action, ...files] = args.positionals
    const folder = args.text('dir') ?? DEFAULT_ARCHIVE
    if (action === 'add') return await add(folder, files, args, terminal)
    if (action !== 'ls' && action !== 'prune') throw theirs.noAction(action, 'add, ls, prune')
    if (files.length > 0) throw theirs.extra(files[0] as string, archive.usage)
    return action === 'ls' ? list(folder, args, terminal) : prune(folder, args, terminal)
  },
}

async function add(folder: string, files: readonly string[], args: Arguments, terminal: Terminal): Promise<number> {
  if (files.length === 0) throw theirs.missing('PROGRAM', archive.usage)
  for (const file of files) await loadModule(file)
  const { added, reasons } = await archiveLoaded(folder)
  if (args.flag('json')) terminal.out(toJson({ added, reasons }))
  else {
    for (const file of added) terminal.out(file)
    for (const { id, reason } of reasons) terminal.note(`${terminal.paint('yellow', 'warning:')} ${id} can't be archived: ${reason.message} [${reason.code}]`)
    terminal.note(`${added.length} added to ${folder}`)
  }
  return 0
}

interface Unarchived {
  readonly id: string
  readonly reason: NonNullable<CompileResult['archive'][number]['reason']>
}

/** Archives every module that the code table has a source of, as the loader compiled it, and says what can't be. */
export async function archiveLoaded(folder: string): Promise<{ added: string[]; reasons: Unarchived[] }> {
  const { carry } = await import('../register/carry.ts')
  const root = programRoot(process.cwd())
  const ids = new ModuleIds(root)
  const added: string[] = []
  const reasons: Unarchived[] = []
  const keep: Keep = (files) => {
    added.push(...writeArchive(folder, files))
    for (const { id, reason } of files) if (reason !== undefined) reasons.push({ id, reason })
  }
  for (const id of codeTable.modules.keys()) {
    const path = join(root, id)
    if (existsSync(path)) carry(readFileSync(path, 'utf8'), path, ids, { isModule: true, keep })
  }
  return { added, reasons }
}

interface Needed {
  /** The bodies that each snapshot needs. */
  readonly needed: Set<string>[]
  /** The processes that can't be read, and why. */
  readonly unread: { readonly id: string; readonly problem: unknown }[]
}

/** What the snapshots that count need. AR1 */
function snapshots(args: Arguments): Needed {
  const folder = args.text('store') ?? DEFAULT_STORE
  const store = Store.open(folder)
  const texts = args.list('snapshot').map((file) => readSaved(file, folder).text)
  const unread: Needed['unread'] = []
  for (const id of store.ids()) {
    try {
      texts.push(...store.slot(id).all().map(({ snapshot }) => snapshot))
    } catch (problem) {
      unread.push({ id, problem })
    }
  }
  return { needed: texts.map((text) => occupied([text])), unread }
}

function list(folder: string, args: Arguments, terminal: Terminal): number {
  const { needed, unread } = snapshots(args)
  for (const { id, problem } of unread) terminal.note(`${terminal.paint('yellow', 'warning:')} what ${id} needs is not known: ${plain(inWords(problem).message)}`)
  const entries = listArchive(folder).map((entry) => ({ ...entry, needed: needed.filter((bodies) => bodies.has(entry.body)).length }))
  if (args.flag('json')) terminal.out(toJson(entries))
  else if (entries.length === 0) terminal.note(`no versions in ${folder}`)
  else for (const line of table([['FUNCTION', 'BODY', 'BYTES', 'NEEDED BY'], ...entries.map((one) => [one.id, one.body, String(one.bytes), one.needed === 0 ? '-' : `${one.needed} snapshots`])])) terminal.out(line)
  return 0
}

function prune(folder: string, args: Arguments, terminal: Terminal): number {
  const { needed, unread } = snapshots(args)
  if (unread[0] !== undefined) throw unread[0].problem // AR1
  const isNeeded = ({ body }: ArchiveEntry): boolean => needed.some((bodies) => bodies.has(body))
  const gone = args.flag('dry-run') ? listArchive(folder).filter((entry) => !isNeeded(entry)) : pruneArchive(folder, isNeeded)
  if (args.flag('json')) terminal.out(toJson(gone))
  else {
    for (const { file } of gone) terminal.out(file)
    terminal.note(`${gone.length} ${args.flag('dry-run') ? 'would be ' : ''}removed`)
  }
  return 0
}
