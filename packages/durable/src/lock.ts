// A lock: keeps two operating system processes from running one durable process.
//
//   LO1. An owner is a file `lock.<pid>.<start>.<boot>` in the process folder; all it says is in its name, so that no
//        reader meets a half-written one. `start` is when the pid started, `boot` the run of the machine: a pid used
//        again, or one from before a restart of the machine, is told apart. Where /proc is missing both are 0.
//   LO2. Who wants to own makes its file first and looks for others after. Of two at once the later looker sees the
//        other, so there are never two owners. Both may see each other: they step back, and try again.
//   LO3. The file of a dead owner keeps nobody out. Whoever becomes the owner deletes it, if it may: another user's, in a folder
//        with the sticky bit, is left lying. (Who only looks may have no right to, either.)
//   LO4. Giving a lock back does not throw: what went wrong before is what is to be told, and a file that can't be deleted will
//        be a dead owner's.
//
// The lock can't see other machines or containers: a store belongs to one at a time.
// A rejected way: one file `lock`, replaced when it is stale. Between "it is stale" and "delete it" a third may have
// taken it, and its lock would be deleted.
//
// Called by: store.ts. Calls: files.ts, /proc.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf, theirs } from './errors.ts'
import type { Files } from './files.ts'

export interface Owner {
  readonly pid: number
  readonly start: string
  readonly boot: string
}

export interface Lock {
  readonly path: string
  /** Does not throw. LO4 */
  release(): void
}

const PATTERN = /^lock\.(\d+)\.(\d+)\.([\da-f]+)$/
const TRIES = 8

export function isLockName(name: string): boolean {
  return PATTERN.test(name)
}

/** Makes this process the owner of `folder`. Throws LOCKED. */
export function acquire(files: Files, folder: string, id: string, self: Owner = ourselves()): Lock {
  const name = `lock.${self.pid}.${self.start}.${self.boot}`
  const path = join(folder, name)
  for (let tries = 1; ; tries++) {
    make(files, path, id, self)
    const other = firstOther(files, folder, path)
    if (other === undefined) return { path, release: () => { isDeleted(files, path) } }
    if (!isDeleted(files, path) || tries === TRIES) throw theirs.locked(id, other.pid, join(folder, nameOf(other)))
    // LO2: both saw each other, or the other is at home. A wait of uneven length lets one of two newcomers win.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.floor(Math.random() * 4 * tries))
  }
}

/** Deletes a file; false if that can't be. */
function isDeleted(files: Files, path: string): boolean {
  try {
    files.remove(path)
    return true
  } catch {
    return false
  }
}

/** Who owns `folder` beside `path`. If nobody lives who does, the files of the dead are deleted, where that can be (LO3). */
function firstOther(files: Files, folder: string, path: string): Owner | undefined {
  try {
    const others = names(files, folder).filter((one) => join(folder, one) !== path)
    const other = others.map(ownerOf).find(isAlive)
    if (other === undefined) for (const dead of others) isDeleted(files, join(folder, dead))
    return other
  } catch (problem) {
    isDeleted(files, path)
    throw problem
  }
}

function make(files: Files, path: string, id: string, self: Owner): void {
  try {
    files.close(files.create(path, true))
  } catch (problem) {
    if (codeOf(problem) === 'EEXIST') throw theirs.locked(id, self.pid, path)
    throw problem
  }
}

/** Who owns `folder` now, not counting the file called `except`. */
export function liveOwner(files: Files, folder: string, except = ''): Owner | undefined {
  return names(files, folder).filter((name) => name !== except).map(ownerOf).find(isAlive)
}

/** The files of owners, dead ones too. */
function names(files: Files, folder: string): string[] {
  return (files.list(folder) ?? []).filter(isLockName)
}

function ownerOf(name: string): Owner {
  const [, pid, start, boot] = PATTERN.exec(name) as unknown as [string, string, string, string]
  return { pid: Number(pid), start, boot }
}

function nameOf(owner: Owner): string {
  return `lock.${owner.pid}.${owner.start}.${owner.boot}`
}

export function isAlive(owner: Owner): boolean {
  if (owner.boot !== '0' && bootOf() !== '0' && owner.boot !== bootOf()) return false
  const start = startOf(owner.pid)
  if (start !== undefined && owner.start !== '0') return start === owner.start
  try {
    process.kill(owner.pid, 0)
    return true
  } catch (problem) {
    return codeOf(problem) === 'EPERM'
  }
}

export function ourselves(): Owner {
  return { pid: process.pid, start: startOf(process.pid) ?? '0', boot: bootOf() }
}

/** When a pid started, in clock ticks since the boot; '' for a pid nobody has (or a zombie); undefined without /proc. */
function startOf(pid: number): string | undefined {
  const stat = readProc(`/proc/${pid}/stat`)
  if (stat === undefined) return readProc('/proc/self/stat') === undefined ? undefined : ''
  // The second field is the command in parentheses, which may hold spaces and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' || fields[0] === 'X' ? '' : fields[19]
}

function bootOf(): string {
  return readProc('/proc/sys/kernel/random/boot_id')?.trim().replaceAll('-', '') ?? '0'
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
