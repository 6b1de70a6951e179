// The code archive on the disk: a folder of modules, one for each version of each function, that grows with every build.
//
//   AF1. A file is never changed: its name holds the function's id and the hash of its body. What is there already is kept.
//   AF2. A file is the build's own code. Nobody else may be able to write to the folder: what is loaded is run.
//   AF3. A version is occupied if a snapshot has a frame, a closure or a scope of it: only the others may go.
//
// Called by: hosts, the CLI. Calls: snapshot, files.ts.

import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Archive, bodiesIn } from '@stillframe/snapshot'
import { theirs } from './errors.ts'
import { replaceFile } from './files.ts'

/** What the compiler gives with its option `archive`. */
export interface ArchiveFile {
  readonly file: string
  readonly text: string | undefined
}

export interface ArchiveEntry {
  /** Path in the folder, with slashes. */
  readonly file: string
  /** Id of the function. */
  readonly id: string
  readonly body: string
  readonly bytes: number
}

/** Adds what is not there yet; gives the paths of what was added. Throws ARCHIVE_WRITE. AF1 */
export function writeArchive(folder: string, functions: readonly ArchiveFile[]): string[] {
  const added: string[] = []
  for (const { file, text } of functions) {
    const path = join(folder, ...file.split('/'))
    if (text === undefined || existsSync(path)) continue
    changing(path, () => {
      mkdirSync(dirname(path), { recursive: true })
      replaceFile(path, (next) => writeFileSync(next, text))
    })
    added.push(file)
  }
  return added
}

function changing(path: string, change: () => void): void {
  try {
    change()
  } catch (problem) {
    throw theirs.archiving(path, problem)
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
  } catch (problem) {
    throw theirs.reading(folder, problem)
  }
}

/** Every version in the folder; none if there is no folder. Throws STORE_READ. */
export function listArchive(folder: string): ArchiveEntry[] {
  if (!existsSync(folder)) return []
  return namesIn(folder).filter((file) => file.endsWith('.mjs')).toSorted().flatMap((name) => {
    const file = name.split(sep).join('/')
    const match = /^(.*)\/([^/]+)@([^/@]+)\.mjs$/.exec(file)
    if (match === null) return []
    const id = `${(match[1] as string).split('/').map(decodeURIComponent).join('/')}#${decodeURIComponent(match[2] as string)}`
    return [{ file, id, body: match[3] as string, bytes: statSync(join(folder, name)).size }]
  })
}

/**
 * Loads a folder, or only what these snapshots could need. Throws ARCHIVE_FOREIGN. Nothing of a snapshot is run: it chooses
 * among the files of the folder.
 */
export async function loadArchive(folder: string, snapshots?: Iterable<string>): Promise<Archive> {
  const archive = new Archive()
  const wanted = snapshots === undefined ? undefined : occupied(snapshots)
  for (const { file, body } of listArchive(folder)) {
    if (wanted === undefined || wanted.has(body)) archive.add(await import(/* @vite-ignore */ /* webpackIgnore: true */ pathToFileURL(join(folder, ...file.split('/'))).href) as object)
  }
  return archive
}

/** The hashes of bodies that snapshots have a frame, closure or scope of. AF3 */
export function occupied(snapshots: Iterable<string>): Set<string> {
  const bodies = new Set<string>()
  for (const text of snapshots) for (const body of bodiesIn(text)) bodies.add(body)
  return bodies
}

/** Removes versions from a folder; gives what was removed. Throws ARCHIVE_WRITE. */
export function pruneArchive(folder: string, isOccupied: (entry: ArchiveEntry) => boolean): ArchiveEntry[] {
  const gone = listArchive(folder).filter((entry) => !isOccupied(entry))
  for (const { file } of gone) {
    const path = join(folder, ...file.split('/'))
    changing(path, () => {
      rmSync(path)
      for (let at = dirname(path); relative(folder, at) !== '' && readdirSync(at).length === 0; at = dirname(at)) rmSync(at, { recursive: true })
    })
  }
  return gone
}

