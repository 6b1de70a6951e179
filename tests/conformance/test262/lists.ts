// The lists in the repository: what must pass, and which failures are known. Names only: no file of test262 is ours to copy.
//
//   LS1. must-pass.txt names a file of a suite once: it passes compiled and roundtrip. One that is refused or fails is a
//        regression; one that the running Node can't do itself is not.
//   LS2. known-failures.txt gives each failure its reason. A known failure that passes is said, so that its line goes.
//
// Form of must-pass.txt: `[suite]`, then lines `folder: name name ...`, a name without `.js`; names that start as the one before
// them may leave out what is the same: `3rest` takes over three characters. Form of known-failures.txt: `suite file: reason`.
//
// Called by: the command. Calls: the file system.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Suite } from './files.ts'
import type { Outcome } from './run.ts'

export type MustPass = ReadonlySet<string>

const keyOf = (suite: string, file: string): string => `${suite} ${file}`

/** LS1 */
export function readMustPass(list: string): Set<string> {
  const found = new Set<string>()
  if (!existsSync(list)) return found
  let suite = 'plain'
  for (const line of readFileSync(list, 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const section = /^\[(\w+)\]$/.exec(line)?.[1]
    if (section !== undefined) {
      suite = section
      continue
    }
    const [folder, names] = line.split(': ') as [string, string]
    let before = ''
    for (const short of names.split(' ')) {
      const same = /^(\d+)~/.exec(short)
      before = same === null ? short : before.slice(0, Number(same[1])) + short.slice(same[0].length)
      found.add(keyOf(suite, `${folder}/${before}.js`))
    }
  }
  return found
}

export function writeMustPass(list: string, keys: Iterable<string>): void {
  const suites = new Map<string, Map<string, string[]>>()
  for (const key of [...keys].sort()) {
    const [suite, file] = key.split(' ') as [string, string]
    const slash = file.lastIndexOf('/')
    const folders = getOr(suites, suite, () => new Map<string, string[]>())
    getOr(folders, file.slice(0, slash), () => []).push(file.slice(slash + 1, -'.js'.length))
  }
  const lines = ['# Files of test262 that must pass compiled and roundtrip, by suite and folder. Written by `pnpm test262 --write-lists`.']
  for (const [suite, folders] of suites) {
    lines.push(`[${suite}]`)
    for (const [folder, names] of folders) lines.push(`${folder}: ${names.map((name, i) => shorten(name, names[i - 1] ?? '')).join(' ')}`)
  }
  writeFileSync(list, `${lines.join('\n')}\n`)
}

function shorten(name: string, before: string): string {
  let same = 0
  while (same < name.length - 1 && name[same] === before[same]) same++
  return same > 3 ? `${same}~${name.slice(same)}` : name
}

function getOr<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key)
  if (value === undefined) map.set(key, value = make())
  return value
}

export interface Merged {
  /** Keys of files that were run both ways and pass both ways. */
  readonly passing: Set<string>
  /** Keys of all files that were run both ways. */
  readonly run: Set<string>
}

/** Which files pass in every way that counts. */
export function merge(outcomes: readonly Outcome[]): Merged {
  const modes = new Map<string, Outcome[]>()
  for (const outcome of outcomes) if (outcome.mode !== 'native') getOr(modes, keyOf(outcome.suite, outcome.file), () => []).push(outcome)
  const both = [...modes].filter(([, each]) => each.length === 2)
  return { run: new Set(both.map(([key]) => key)), passing: new Set(both.filter(([, each]) => each.every(({ status }) => status === 'pass')).map(([key]) => key)) }
}

export function regressions(outcomes: readonly Outcome[], mustPass: MustPass): Outcome[] {
  return outcomes.filter(({ suite, file, status }) => (status === 'fail' || status === 'refused') && mustPass.has(keyOf(suite, file)))
}

/** LS2 */
export function readKnown(list: string): Map<string, string> {
  const known = new Map<string, string>()
  if (!existsSync(list)) return known
  for (const line of readFileSync(list, 'utf8').split('\n')) {
    const match = /^(\w+ \S+): (.*)$/.exec(line)
    if (match !== null && !line.startsWith('#')) known.set(match[1] as string, match[2] as string)
  }
  return known
}

export function reasonOf(known: ReadonlyMap<string, string>, { suite, file }: { suite: Suite; file: string }): string | undefined {
  return known.get(keyOf(suite, file))
}
