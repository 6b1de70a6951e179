// Files: everything this package does to a disk, one call each, so that a test can put a disk in its place that breaks.
//
//   FI1. Each call does one thing that can fail on its own. What is not synced may be lost when the machine stops.
//   FI2. Calls are synchronous: a commit is over before anything else of this process happens.
//
// Called by: store.ts, lock.ts, effects.ts; archive.ts and the CLI (replaceFile). Calls: node:fs.

import * as fs from 'node:fs'
import { codeOf } from './errors.ts'

export interface Files {
  /** Throws ENOENT. */
  read(path: string): string
  /** An empty file for writing. `exclusive`: throws EEXIST if it is there. */
  create(path: string, exclusive?: boolean): number
  append(file: number, text: string): void
  sync(file: number): void
  close(file: number): void
  /** Replaces `to` in one step. */
  rename(from: string, to: string): void
  /** A second name for a file (a copy where the disk knows no links). Throws EEXIST. */
  link(from: string, to: string): void
  /** Does nothing if there is no such file. */
  remove(path: string): void
  /** Names in a folder, sorted; undefined if there is none. Throws ENOTDIR. */
  list(folder: string): string[] | undefined
  makeFolder(path: string): void
  /** An empty folder; of a link to one, the link. */
  removeFolder(path: string): void
  /** Makes the names in a folder survive a power cut. */
  syncFolder(path: string): void
}

export const nodeFiles: Files = {
  read: (path) => fs.readFileSync(path, 'utf8'),
  create: (path, exclusive = false) => fs.openSync(path, exclusive ? 'wx' : 'w'),
  append(file, text) {
    const bytes = Buffer.from(text)
    for (let written = 0; written < bytes.length;) written += fs.writeSync(file, bytes, written)
  },
  sync: (file) => fs.fsyncSync(file),
  close: (file) => fs.closeSync(file),
  rename: (from, to) => fs.renameSync(from, to),
  link(from, to) {
    try {
      fs.linkSync(from, to)
    } catch (problem) {
      if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(String(codeOf(problem)))) throw problem
      fs.copyFileSync(from, to, fs.constants.COPYFILE_EXCL)
    }
  },
  remove(path) {
    try {
      fs.unlinkSync(path) // rmSync takes a file that it may not delete for a folder, and says ENOTDIR
    } catch (problem) {
      if (codeOf(problem) !== 'ENOENT') throw problem
    }
  },
  list(folder) {
    try {
      return fs.readdirSync(folder).sort()
    } catch (problem) {
      if (codeOf(problem) === 'ENOENT') return undefined
      throw problem
    }
  },
  makeFolder(path) {
    fs.mkdirSync(path, { recursive: true })
  },
  removeFolder(path) {
    if (fs.lstatSync(path).isSymbolicLink()) fs.unlinkSync(path)
    else fs.rmdirSync(path)
  },
  syncFolder(path) {
    // Windows can't open folders, and needs no sync of them.
    if (process.platform === 'win32') return
    const folder = fs.openSync(path, 'r')
    try {
      fs.fsyncSync(folder)
    } finally {
      fs.closeSync(folder)
    }
  },
}

/** Writes a file whole and makes its content survive a power cut; its name is the caller's to sync. */
export function writeSynced(files: Files, path: string, text: string): void {
  const file = files.create(path)
  try {
    files.append(file, text)
    files.sync(file)
  } finally {
    files.close(file)
  }
}

/** Makes or replaces a file in one step: `write` fills the file it is given, beside it. If that fails, none of it is left. Not synced. */
export function replaceFile(path: string, write: (next: string) => void): void {
  const next = `${path}.${process.pid}.new`
  try {
    write(next)
    fs.renameSync(next, path)
  } catch (problem) {
    try {
      fs.unlinkSync(next)
    } catch {} // it is not there, or the disk is gone: the first error tells
    throw problem
  }
}
