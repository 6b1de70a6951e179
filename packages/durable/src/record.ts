// A record: the text of a state file. One header line, then the snapshot.
//
//   stillframe-process 1 <sha256 of all that follows> {"sequence":12,"process":"orders", ...}
//   <snapshot text>
//
//   RE1. The checksum covers the header and the snapshot: a record is right as a whole, or it is damaged.
//   RE2. `sequence` grows by one with every commit of a process.
//   RE3. A header that is read has every field, each of its kind: nobody behind this file has to look.
//
// Called by: store.ts. Calls: node:crypto.

import { createHash } from 'node:crypto'
import { StillframeError } from '@stillframe/runtime'
import { theirs } from './errors.ts'

const FORMAT = 'stillframe-process'
const VERSION = 1

/** running: it goes on at the next start. done, failed: it has ended, with a result or an error. */
export type Status = 'running' | 'done' | 'failed'

export interface Header {
  sequence: number
  /** Id of the process. */
  process: string
  /** Made anew when the process is created: what tells two lives of one id apart in idempotency keys. */
  life: string
  /** Id of the module whose default export is the body. */
  module: string
  /** What the body was called with. */
  args: string[]
  status: Status
  /** ISO 8601. */
  createdAt: string
  updatedAt: string
}

export interface Record {
  header: Header
  snapshot: string
}

export function encodeRecord(header: Header, snapshot: string): string {
  const covered = `${JSON.stringify(header)}\n${snapshot}`
  return `${FORMAT} ${VERSION} ${checksum(covered)} ${covered}`
}

/** Throws STORE_FOREIGN, STORE_VERSION or STORE_DAMAGED, naming `file`. */
export function decodeRecord(text: string, file: string): Record {
  const match = /^stillframe-process (\S+) /.exec(text)
  if (match === null) {
    const cut = FORMAT.startsWith(text.slice(0, FORMAT.length))
    throw cut ? new Damaged(file, 'it ends too early') : theirs.foreign(file, 'it does not begin like one')
  }
  if (match[1] !== String(VERSION)) throw theirs.version(file, match[1] as string, VERSION)
  const start = match[0].length + 65
  const covered = text.slice(start)
  if (text.slice(match[0].length, start) !== `${checksum(covered)} `) throw new Damaged(file, 'its checksum does not fit its content')
  const end = covered.indexOf('\n')
  if (end < 0) throw new Damaged(file, 'it ends too early')
  return { header: headerOf(covered.slice(0, end), file), snapshot: covered.slice(end + 1) }
}

const isText = (value: unknown): boolean => typeof value === 'string'
const isDate = (value: unknown): boolean => typeof value === 'string' && !Number.isNaN(Date.parse(value))
const STATUSES: readonly unknown[] = ['running', 'done', 'failed'] satisfies Status[]

/** What a header must be: anybody can make a checksum. RE3 */
const FIELDS: { readonly [name in keyof Header]: (value: unknown) => boolean } = {
  sequence: Number.isSafeInteger, process: isText, life: isText, module: isText, args: (value) => Array.isArray(value) && value.every(isText),
  status: (value) => STATUSES.includes(value), createdAt: isDate, updatedAt: isDate,
}

function headerOf(text: string, file: string): Header {
  let header: unknown
  try {
    header = JSON.parse(text)
  } catch {
    throw new Damaged(file, 'its header is no JSON')
  }
  if (typeof header !== 'object' || header === null) throw new Damaged(file, 'its header is no object')
  const fields = header as { readonly [name: string]: unknown }
  for (const [name, isRight] of Object.entries(FIELDS)) {
    if (!Object.hasOwn(fields, name)) throw new Damaged(file, `its header has no "${name}"`)
    if (!isRight(fields[name])) throw new Damaged(file, `the "${name}" of its header is ${String(JSON.stringify(fields[name])).slice(0, 60)}`)
  }
  return header as Header
}

/** `previous`: the file of the state before, if that is intact. */
export class Damaged extends StillframeError {
  readonly file: string
  readonly what: string

  constructor(file: string, what: string, previous?: string) {
    super('STORE_DAMAGED', `${file} is damaged: ${what}`, previous === undefined
      ? 'there is no earlier state beside it; bring the file back from a copy, or remove the process to begin again'
      : `the state before it is intact (${previous}); go on from there with --from-previous`)
    this.file = file
    this.what = what
  }
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
