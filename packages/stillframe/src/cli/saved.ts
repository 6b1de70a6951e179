// Snapshots that a command is to look at: files that capture() wrote, and states of processes in a store.
//
// Called by: check.ts, migrate.ts, diff.ts, show.ts, archive.ts. Calls: durable.

import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { decodeRecord, Store, type Header } from '@stillframe/durable'
import type { StillframeError } from '@stillframe/runtime'
import { theirs } from './errors.ts'

export interface Saved {
  /** The id of a process, or a file. */
  readonly name: string
  readonly text: string
  readonly header: Header | undefined
}

/** A file, the folder of a process, or the id of a process in the store. Throws SNAPSHOT_UNKNOWN, PROCESS_UNKNOWN. */
export function readSaved(name: string, store: string): Saved {
  const file = existsSync(name) && statSync(name).isDirectory() ? join(name, 'state') : name
  if (!existsSync(file)) {
    if (/[/\\]|\.json$/.test(name)) throw theirs.noSnapshot(name, 'it does not exist')
    const { header, snapshot } = Store.open(store).slot(name).readExisting()
    return { name, text: snapshot, header }
  }
  const text = readFileSync(file, 'utf8')
  if (text.startsWith('stillframe-process ')) {
    const { header, snapshot } = decodeRecord(text, file)
    return { name, text: snapshot, header }
  }
  if (!text.trimStart().startsWith('{')) throw theirs.noSnapshot(name, 'it does not begin like one')
  return { name, text: text.trim(), header: undefined }
}

/** The processes of a store whose state can't be read, and why: nobody knows whether they have ended. */
export function damagedIn(folder: string): { name: string; problem: StillframeError }[] {
  return Store.open(folder).list().flatMap(({ id, problem }) => (problem === undefined ? [] : [{ name: id, problem }]))
}

/** Every process of a store that has not ended. */
export function livingIn(folder: string): Saved[] {
  const store = Store.open(folder)
  return store.list().filter(({ header }) => header?.status === 'running').map(({ id }) => {
    const { header, snapshot } = store.slot(id).readExisting()
    return { name: id, text: snapshot, header }
  })
}
