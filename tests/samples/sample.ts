// A sample, as text: what it expects of whom, and where it can't run.
//
//   SA1. `// expect: TEXT` expects a line of the log; `/* expect:` starts a block with a line of the log in each line.
//        Both are taken in the order in which they stand in the file, and compared with the log line by line.
//   SA2. `// expect error: MESSAGE` expects an error that no joiner takes, in order.
//   SA3. `// expect deadlock` expects that tasklets are left which nothing can wake.
//   SA4. `// modes: not MODE: REASON` says which mode is not possible, and why.
//   SA5. `// shuffle-safe` says that the log does not depend on the order in which tasklets run.
//
// Called by: samples.test.ts. Calls: the file system.

import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const MODES = ['native', 'compiled', 'restored', 'interrupted', 'resumed', 'shuffled'] as const
export type Mode = (typeof MODES)[number]

export const directory: string = path.dirname(fileURLToPath(import.meta.url))

export interface Sample {
  /** `topic/name` */
  name: string
  file: string
  source: string
  lines: string[]
  errors: string[]
  deadlock: boolean
  shuffleSafe: boolean
  /** Why a mode is not possible. */
  without: Partial<Record<Mode, string>>
}

/** All samples, by topic and name. */
export function readSamples(): Sample[] {
  const topics = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  return topics.flatMap((topic) => {
    const files = readdirSync(path.join(directory, topic.name)).filter((file) => file.endsWith('.ts'))
    return files.map((file) => readSample(`${topic.name}/${path.basename(file, '.ts')}`))
  }).sort((a, b) => (a.name < b.name ? -1 : 1))
}

function readSample(name: string): Sample {
  const file = path.join(directory, `${name}.ts`)
  const source = readFileSync(file, 'utf8')
  const lines: string[] = []
  const expectations = /\/\/ expect: ?(.*)|\/\*\s*expect:[ \t]*\n([\s\S]*?)\*\//g
  for (const [, line, block] of source.matchAll(expectations)) {
    if (line !== undefined) lines.push(line.trim())
    else lines.push(...(block as string).split('\n').map((text) => text.trim()).filter((text) => text !== ''))
  }
  const without: Sample['without'] = {}
  for (const [, mode, reason] of source.matchAll(/^\/\/ modes: not (\w+): (.+)$/gm)) {
    if (!MODES.includes(mode as Mode)) throw new Error(`${name}: there is no mode "${mode}"`)
    without[mode as Mode] = reason as string
  }
  return {
    name,
    file,
    source,
    lines,
    errors: Array.from(source.matchAll(/\/\/ expect error: ?(.*)/g), ([, message]) => (message as string).trim()),
    deadlock: /\/\/ expect deadlock$/m.test(source),
    shuffleSafe: /^\/\/ shuffle-safe$/m.test(source),
    without,
  }
}
