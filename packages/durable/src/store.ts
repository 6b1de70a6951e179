// A store: a folder with one folder per process.
//
//   <store>/<id>/state       the last committed state (record.ts)
//   <store>/<id>/previous    the one before it
//   <store>/<id>/state.new   a commit that was not finished; nobody reads it
//   <store>/<id>/lock.*      who runs it (lock.ts)
//
//   ST1. `state` is replaced in one step by a file that is on the disk already: whenever the machine stops, it holds
//        the old state or the new one, whole. From the first commit on it is always there.
//   ST2. A commit has happened when `commit` returns; then it survives a power cut.
//   ST3. `previous` is read only when the user asks for it. Nothing falls back to it silently.
//   ST4. Only the owner of the lock writes.
//
// Called by: process.ts, the CLI. Calls: files.ts, record.ts, lock.ts.

import { dirname, join, resolve } from 'node:path'
import { StillframeError } from '@stillframe/runtime'
import { codeOf, theirs } from './errors.ts'
import { nodeFiles, writeSynced, type Files } from './files.ts'
import { acquire, isLockName, liveOwner, type Lock } from './lock.ts'
import { Damaged, decodeRecord, encodeRecord, type Header, type Record } from './record.ts'

export interface StoreOptions {
  /** The disk. Default: the real one. */
  files?: Files
}

export interface Entry {
  id: string
  header: Header | undefined
  /** Size of the state file. */
  bytes: number
  /** Who runs it now. */
  pid: number | undefined
  /** Why there is no header. */
  problem: StillframeError | undefined
}

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/

export class Store {
  readonly folder: string
  readonly files: Files

  private constructor(folder: string, files: Files) {
    this.folder = folder
    this.files = files
  }

  /** Nothing is written before a process is made. Throws STORE_FOREIGN. */
  static open(folder: string, options: StoreOptions = {}): Store {
    const store = new Store(resolve(folder), options.files ?? nodeFiles)
    store.#names()
    return store
  }

  /** The place of one process, which need not exist. Throws PROCESS_ID. */
  slot(id: string): Slot {
    if (typeof id !== 'string' || !ID.test(id)) throw theirs.badId(id)
    return new Slot(this, id)
  }

  /** Ids of all processes, sorted; with those whose folder can't be read, which may be some. */
  ids(): string[] {
    return this.#names().filter((id) => ID.test(id) && this.slot(id).mayExist)
  }

  list(): Entry[] {
    return this.ids().map((id) => this.slot(id).entry())
  }

  #names(): string[] {
    try {
      return this.files.list(this.folder) ?? []
    } catch (problem) {
      throw codeOf(problem) === 'ENOTDIR' ? theirs.notFolder(this.folder) : theirs.reading(this.folder, problem)
    }
  }
}

export class Slot {
  readonly store: Store
  readonly id: string
  readonly folder: string

  constructor(store: Store, id: string) {
    this.store = store
    this.id = id
    this.folder = join(store.folder, id)
  }

  get statePath(): string {
    return join(this.folder, 'state')
  }

  get previousPath(): string {
    return join(this.folder, 'previous')
  }

  get replacedPath(): string {
    return join(this.folder, 'replaced')
  }

  /** (A file beside the folders of processes is none.) */
  get mayExist(): boolean {
    try {
      const names = this.#list() ?? []
      return names.includes('state') || names.includes('previous')
    } catch {
      return true // entry() tells
    }
  }

  /** The last state, the one before, and the one that a step back has replaced: those there are. Throws what read() throws. */
  all(): Record[] {
    return [this.statePath, this.previousPath, this.replacedPath].flatMap((path) => this.#decode(path) ?? [])
  }

  /** Pid of the owner, if it lives. Throws STORE_READ. */
  get pid(): number | undefined {
    try {
      return liveOwner(this.store.files, this.folder)?.pid
    } catch (problem) {
      throw theirs.reading(this.folder, problem)
    }
  }

  /** Makes this process the owner. Throws LOCKED, STORE_FOREIGN, STORE_WRITE. */
  lock(): Lock {
    const { files } = this.store
    this.#makeFolder()
    try {
      files.syncFolder(this.store.folder)
      files.syncFolder(dirname(this.store.folder))
      return acquire(files, this.folder, this.id)
    } catch (problem) {
      throw this.#named(problem)
    }
  }

  #makeFolder(): void {
    try {
      this.store.files.makeFolder(this.folder)
    } catch (problem) {
      const code = codeOf(problem)
      throw code === 'ENOTDIR' || code === 'EEXIST' ? theirs.notFolder(this.folder) : this.#named(problem)
    }
  }

  /** The last committed state; undefined if there is none. Throws STORE_DAMAGED, STORE_FOREIGN, STORE_VERSION. */
  read(): Record | undefined {
    try {
      const names = this.#names() // before the read, for the first commit may come in between
      const record = this.#decode(this.statePath)
      if (record !== undefined) return record
      if (names.includes('state')) throw new Damaged(this.statePath, 'it is a link to a file that is not there') // ST1
      if (names.includes('previous')) throw new Damaged(this.statePath, 'it is missing') // ST1
      return undefined
    } catch (problem) {
      throw problem instanceof Damaged ? new Damaged(problem.file, problem.what, this.#intact(this.previousPath)) : problem
    }
  }

  /** The last committed state. Throws PROCESS_UNKNOWN and what read() throws. */
  readExisting(): Record {
    const record = this.read()
    if (record === undefined) throw theirs.unknown(this.id, this.store.folder, this.store.ids())
    return record
  }

  /** The state before the last commit. Throws NO_PREVIOUS and what read() throws. */
  readPrevious(): Record {
    const record = this.#decode(this.previousPath)
    if (record === undefined) throw theirs.noPrevious(this.id, this.folder)
    return record
  }

  #decode(path: string): Record | undefined {
    const text = this.#text(path)
    if (text === undefined) return undefined
    const record = decodeRecord(text, path)
    if (record.header.process !== this.id) throw theirs.foreign(path, `it belongs to process "${record.header.process}"`)
    return record
  }

  #text(path: string): string | undefined {
    try {
      return this.store.files.read(path)
    } catch (problem) {
      if (codeOf(problem) === 'ENOENT') return undefined
      throw theirs.reading(path, problem)
    }
  }

  #intact(path: string): string | undefined {
    try {
      return this.#decode(path) === undefined ? undefined : path
    } catch {
      return undefined
    }
  }

  /** ST1, ST2. Throws STORE_WRITE: then `state` is the old one or the new one, and nothing may be built on the new. */
  commit(header: Header, snapshot: string): void {
    const { files } = this.store
    const next = join(this.folder, 'state.new')
    try {
      writeSynced(files, next, encodeRecord(header, snapshot))
      if (header.sequence > 1) {
        files.remove(this.previousPath)
        files.link(this.statePath, this.previousPath)
      }
      files.rename(next, this.statePath)
      files.syncFolder(this.folder)
    } catch (problem) {
      throw this.#named(problem)
    }
  }

  /** Makes the previous state the last one, as a step of its own. The state it replaces is kept as `replaced`, once. */
  goBack(): void {
    const { files } = this.store
    const kept = this.replacedPath
    const next = join(this.folder, 'state.new')
    try {
      if (this.#text(this.statePath) === this.#text(this.previousPath)) return // it has gone back already
      files.remove(next)
      files.link(this.previousPath, next)
      files.remove(kept)
      if (this.#names().includes('state')) files.link(this.statePath, kept)
      files.rename(next, this.statePath)
      // Both names are one file now, and a rename between them would do nothing.
      files.remove(next)
      files.syncFolder(this.folder)
    } catch (problem) {
      throw this.#named(problem)
    }
  }

  /** Deletes the process. Throws PROCESS_UNKNOWN, LOCKED, STORE_FOREIGN (files that are not ours: nothing is deleted). */
  remove(): void {
    const { files } = this.store
    const names = this.#names()
    if (names.length === 0 && files.list(this.folder) === undefined) throw theirs.unknown(this.id, this.store.folder, this.store.ids())
    const { problem } = this.entry()
    if (problem?.code === 'STORE_FOREIGN') throw problem
    const foreign = names.find((name) => (!OURS.has(name) && !isLockName(name)) || this.#isFolder(join(this.folder, name)))
    if (foreign !== undefined) throw theirs.foreign(join(this.folder, foreign), `process "${this.id}" was not removed because of it`)
    const lock = this.lock()
    try {
      try {
        // `state` first: a removal that is interrupted leaves no process that looks whole.
        for (const name of ['state', 'previous', 'replaced', 'state.new']) files.remove(join(this.folder, name))
      } finally {
        lock.release()
      }
      files.removeFolder(this.folder)
      files.syncFolder(this.store.folder)
    } catch (problem) {
      throw theirs.removing(this.id, this.folder, problem)
    }
  }

  entry(): Entry {
    const entry: Entry = { id: this.id, header: undefined, bytes: 0, pid: undefined, problem: undefined }
    try {
      entry.pid = this.pid
      const text = this.#text(this.statePath)
      entry.bytes = text === undefined ? 0 : Buffer.byteLength(text)
      entry.header = this.read()?.header
    } catch (problem) {
      entry.problem = problem as StillframeError
    }
    return entry
  }

  #names(): string[] {
    const names = this.#list()
    if (names === null) throw theirs.notFolder(this.folder)
    return names
  }

  /** What is in its folder; null if a file stands in its place. */
  #list(): string[] | null {
    try {
      return this.store.files.list(this.folder) ?? []
    } catch (problem) {
      if (codeOf(problem) === 'ENOTDIR') return null
      throw theirs.reading(this.folder, problem)
    }
  }

  #isFolder(path: string): boolean {
    try {
      return this.store.files.list(path) !== undefined
    } catch (problem) {
      if (codeOf(problem) === 'ENOTDIR') return false
      throw theirs.reading(path, problem)
    }
  }

  /** An error of the disk, with a name and a cure; ours as they are. */
  #named(problem: unknown): StillframeError {
    return problem instanceof StillframeError ? problem : theirs.writing(this.statePath, problem)
  }
}

const OURS = new Set(['state', 'previous', 'replaced', 'state.new'])
