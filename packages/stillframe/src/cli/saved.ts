// Snapshots that a command is to look at: files that capture() wrote, and states of processes in a store.
//
// Called by: check.ts, migrate.ts, diff.ts, show.ts, archive.ts. Calls: durable, program.ts.

import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { decodeRecord, Store, type Header } from '@stillframe/durable'
import type { StillframeError } from '@stillframe/runtime'
import { theirs } from './errors.ts'
import { readText } from './program.ts'

export interface Saved {
  /** The id of a process, or a file. */
  readonly name: string
  readonly text: string
  readonly header: Header | undefined
}

/** A file, the folder of a process, or the id of a process in the store. Throws SNAPSHOT_UNKNOWN, PROCESS_UNKNOWN, STORE_READ, STORE_DAMAGED. */
export function readSaved(name: string, store: string): Saved {
  const file = existsSync(name) && statSync(name).isDirectory() ? join(name, 'state') : name
  if (!existsSync(file)) {
    if (/[/\\]/.test(name) || (name.endsWith('.json') && !existsSync(join(store, name)))) throw theirs.noSnapshot(name, 'it does not exist')
    const { header, snapshot } = Store.open(store).slot(name).readExisting()
    return { name, text: snapshot, header }
  }
  const text = readText(file)
  if (text.startsWith('stillframe-process ')) {
    const { header, snapshot } = decodeRecord(text, file)
    return { name, text: snapshot, header }
  }
  if (!text.trimStart().startsWith('{')) throw theirs.noSnapshot(name, 'it does not begin like one')
  return { name, text: text.trim(), header: undefined }
}

export interface Processes {
  /** Those that have not ended. */
  readonly living: Saved[]
  /** Those whose state can't be read, and why: nobody knows whether they have ended. */
  readonly damaged: { readonly name: string; readonly problem: StillframeError }[]
}

export function processesIn(folder: string): Processes {
  const store = Store.open(folder)
  const found: Processes = { living: [], damaged: [] }
  for (const { id, header, problem } of store.list()) {
    if (problem !== undefined) {
      found.damaged.push({ name: id, problem })
    } else if (header?.status === 'running') {
      const record = store.slot(id).readExisting()
      found.living.push({ name: id, text: record.snapshot, header: record.header })
    }
  }
  return found
}
