// One deploy: a program is compiled and run until it waits, captured; the next version is compiled and loaded in its place,
// the snapshot restored, and run to its end.
//
//   DE1. `main` is spawned. It waits in `yield* request('ask', x)`, which is answered with x. The capture happens while the
//        `at`-th of them is pending, 0 by default.
//   DE2. The code of the version before is taken out of the code table, as in a process that never loaded it.
//
// Called by: *.test.ts. Calls: @stillframe/compiler, @stillframe/snapshot.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { compile } from '@stillframe/compiler'
import { Scheduler, type Tasklet } from '@stillframe/runtime'
import { codeTable } from '@stillframe/runtime/abi'
import { Archive, capture, check, restore, SnapshotError, type Check, type Migration, type Remedy, type RestoreOptions, type Verdict } from '@stillframe/snapshot'

/** Modules by name; a text alone is `main.ts`. */
export type Version = string | Record<string, string>

export interface Case {
  readonly name: string
  readonly before: Version
  readonly after: Version
  readonly at?: number
  /** What becomes of the frame of `of`, `main` by default. */
  readonly verdict: 'same' | 'body' | 'mapped' | 'migrated' | 'archived' | 'refused'
  readonly of?: string
  /** What `main` returns in the end. */
  readonly output?: unknown
  /** Of a refusal: what its message must say. */
  readonly says?: RegExp
  /** What the report must say of it. */
  readonly details?: RegExp
  /** Ids are written without the case's folder: `main.ts#main`. */
  readonly migrations?: readonly Migration[]
  readonly remedy?: (names: Record<string, never>) => Remedy
  readonly archive?: true
}

export interface Outcome {
  readonly verdicts: readonly Verdict[]
  readonly checked: Check
  readonly error: SnapshotError | undefined
  readonly output: unknown
  readonly failure: unknown
}

const root = mkdtempSync(path.join(tmpdir(), 'stillframe-upgrade-'))
process.on('exit', () => rmSync(root, { recursive: true, force: true }))
const runtime = import.meta.resolve('@stillframe/runtime/abi')
const people = import.meta.resolve('@stillframe/runtime')
const imports = 'import { at, request, channel, spawn, current, schedule } from "@stillframe/runtime"'
let count = 0

const filesOf = (version: Version): Record<string, string> => (typeof version === 'string' ? { 'main.ts': version } : version)

/** Compiles and loads a version; gives the exports of main.ts. */
export async function load(version: Version, prefix: string): Promise<Record<string, never>> {
  const folder = mkdtempSync(path.join(root, 'v-'))
  for (const [name, text] of Object.entries(filesOf(version))) {
    const source = `${imports}\n${text}`
    const { code } = compile(source, { id: `${prefix}${name}`, filename: name, runtime, sourceMap: false })
    const emitted = code.replace(/from (['"])\.\/(\w+)\.ts\1/g, 'from "./$2.mjs"').replaceAll('"@stillframe/runtime"', JSON.stringify(people))
    writeFileSync(path.join(folder, name.replace('.ts', '.mjs')), emitted)
  }
  return await import(pathToFileURL(path.join(folder, 'main.mjs')).href) as Record<string, never>
}

/** What the build of a version puts into the code archive. */
export async function archiveOf(version: Version, prefix: string): Promise<Archive> {
  const archive = new Archive()
  const folder = mkdtempSync(path.join(root, 'archive-'))
  for (const [name, text] of Object.entries(filesOf(version))) {
    const { archive: files } = compile(`${imports}\n${text}`, { id: `${prefix}${name}`, filename: name, sourceMap: false, archive: true })
    for (const [i, file] of files.entries()) {
      if (file.text === undefined) continue
      const place = path.join(folder, `${name}-${i}.mjs`)
      writeFileSync(place, file.text)
      archive.add(await import(pathToFileURL(place).href) as object)
    }
  }
  return archive
}

/** DE2 */
export function unload(prefix: string): void {
  const { modules, functions, codes, scopes } = codeTable
  for (const table of [modules, functions, codes, scopes]) {
    for (const id of table.keys()) if (id.startsWith(prefix)) table.delete(id)
  }
}

export function answer(scheduler: Scheduler, times: number): void {
  scheduler.run()
  for (let i = 0; i < times; i++) {
    const [next] = scheduler.requests.values()
    if (next === undefined) return
    scheduler.complete(next.id, next.args)
    scheduler.run()
  }
}

const options = { clock: 'virtual', autoIssue: false, handlers: { ask: () => {} } } as const
const END = 50

/** The migrations of a case, for ids with its prefix. */
function prefixed(migrations: readonly Migration[], prefix: string): Migration[] {
  const ids = ['function', 'module', 'class', 'to']
  return migrations.map((one) => Object.fromEntries(Object.entries(one).map(([key, value]) => [key, ids.includes(key) ? prefix + String(value) : value])) as never)
}

export async function deploy(one: Case, build?: (version: Version, prefix: string) => Promise<Archive>): Promise<Outcome> {
  const prefix = `u${++count}/`
  const { main } = await load(one.before, prefix) as { main: never }
  const scheduler = new Scheduler(options)
  const tasklet = scheduler.spawn(main)
  if (one.at !== -1) answer(scheduler, one.at ?? 0)
  const text = capture({ scheduler, tasklet })
  unload(prefix)
  const names = await load(one.after, prefix)
  const archive = one.archive === undefined ? undefined : await build?.(one.before, prefix)
  const verdicts: Verdict[] = []
  const settings: RestoreOptions = {
    migrations: prefixed(one.migrations ?? [], prefix), report: (verdict) => verdicts.push(verdict), ...(archive === undefined ? {} : { archive }),
    ...(one.remedy === undefined ? {} : { onRefusal: (verdict) => { verdicts.push(verdict); return (one.remedy as never as (names: unknown) => Remedy)(names) } }),
  }
  const checked = check(text, settings)
  try {
    const copy = restore(text, settings) as { scheduler: Scheduler; tasklet: Tasklet }
    copy.scheduler.attach(options)
    answer(copy.scheduler, END)
    return { verdicts, checked, error: undefined, output: copy.tasklet.result, failure: copy.tasklet.error }
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error
    return { verdicts, checked, error, output: undefined, failure: undefined }
  } finally {
    unload(prefix)
  }
}
