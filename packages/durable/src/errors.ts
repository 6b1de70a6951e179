// Errors: the catalogue of what a durable process says to its users. Every row has a code (docs/errors.md), names the
// file or the process, and says what to do.
//
// Called by: every room of this package. Calls: nothing.

import { StillframeError } from '@stillframe/runtime'

const error = (code: string, message: string, hint?: string, cause?: unknown): StillframeError =>
  new StillframeError(code, message, hint, cause === undefined ? undefined : { cause })

export const theirs = {
  badId: (id: string): StillframeError =>
    error(
      'PROCESS_ID',
      `${JSON.stringify(id)} can't be the id of a process`,
      'use 1 to 100 letters, digits, ".", "_" and "-", beginning with a letter or a digit',
    ),
  unknown: (id: string, folder: string, known: readonly string[]): StillframeError =>
    error(
      'PROCESS_UNKNOWN',
      `the store ${folder} has no process "${id}"`,
      known.length === 0 ? 'the store is empty; is it the right one? (--store)' : `it has: ${known.slice(0, 20).join(', ')}${known.length > 20 ? `, and ${known.length - 20} more` : ''}`,
    ),
  notFolder: (path: string): StillframeError =>
    error('STORE_FOREIGN', `${path} can't be a store: it is not a folder`, 'name a folder, or a path where one may be made'),
  foreign: (file: string, what: string): StillframeError =>
    error('STORE_FOREIGN', `${file} is not a state of a process: ${what}`, 'name another store, or move the file away if it should not be there'),
  version: (file: string, version: string, known: number): StillframeError =>
    error(
      'STORE_VERSION',
      `${file} was written in format ${version}; this version of stillframe reads format ${known}`,
      'run it with the version of stillframe that wrote it, or a newer one',
    ),
  noPrevious: (id: string, folder: string): StillframeError =>
    error('NO_PREVIOUS', `process "${id}" has no previous state in ${folder}`, 'leave out --from-previous'),
  otherModule: (id: string, was: string, is: string): StillframeError =>
    error('OTHER_PROGRAM', `process "${id}" runs ${was}, not ${is}`, 'give this program an id of its own (--id)'),
  locked: (id: string, pid: number, file: string): StillframeError =>
    error(
      'LOCKED',
      `process "${id}" is running already, as pid ${pid}`,
      pid === process.pid ? `close() it first: it is open in this very process; or delete ${file}, if close() could not` : `stop it first (kill ${pid}); if pid ${pid} is something else, delete ${file}`,
    ),
  writing: (file: string, cause: unknown): StillframeError =>
    error(
      'STORE_WRITE',
      `the state could not be written to ${file}: ${messageOf(cause)}`,
      'the last committed state is intact; mend the disk, then start the process again',
      cause,
    ),
  removing: (id: string, folder: string, cause: unknown): StillframeError =>
    error(
      'STORE_WRITE',
      `process "${id}" could not be removed from ${folder}: ${messageOf(cause)}`,
      'mend the disk or the rights of the folder, then remove it again',
      cause,
    ),
  archiving: (path: string, cause: unknown): StillframeError =>
    error('ARCHIVE_WRITE', `the code archive could not be changed at ${path}: ${messageOf(cause)}`, 'mend the disk or the rights of the folder, then do it again: what is in the archive is whole', cause),
  reading: (file: string, cause: unknown): StillframeError =>
    error('STORE_READ', `${file} can't be read: ${messageOf(cause)}`, 'check the rights of the file and the disk', cause),
  deadlock: (id: string, waits: readonly string[]): StillframeError =>
    error(
      'DEADLOCK',
      `process "${id}" can't go on: nothing can wake its tasklets\n${waits.map((wait) => `  - ${wait}`).join('\n')}`,
      'somebody must send, close the channel, or end; the state is saved as it is',
    ),
  lostHandler: (id: string, request: string, kind: string): StillframeError =>
    error(
      'NO_HANDLER',
      `process "${id}" waits for request ${request} "${kind}", and the program has no handler of that name`,
      `export const handlers = { ${JSON.stringify(kind)}: async (args, { id }) => ... }`,
    ),
  badState: (file: string, what: string): StillframeError =>
    error('STORE_FOREIGN', `${file} holds a snapshot, but not of a process: ${what}`, 'name another store'),
  stillOpen: (id: string): StillframeError =>
    error('PROCESS_CLOSED', `process "${id}" was closed`, 'open it again'),
}

export function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem)
}

/** The `code` of an error of the operating system: 'ENOENT', ... */
export function codeOf(problem: unknown): unknown {
  return (problem as { code?: unknown } | null | undefined)?.code
}
