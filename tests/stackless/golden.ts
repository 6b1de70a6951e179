// `pnpm golden [FILE]`: runs golden programs natively and compiled, and compares their traces with those recorded from
// Stackless Python.
//
//   G1. The last line is `N passed, M failed`; a program passes if both traces are right. Exit code 1 unless all pass.
//   G2. A failure shows its program's number and seed, the mode, and the first line that differs.
//   G3. A file that is no list of golden programs is refused with the place where it is wrong.
//
// Called by: people, golden.test.ts. Calls: player.ts, the compiler.

import { compile } from '@stillframe/compiler'
import { readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import * as native from './player.ts'
import type { Program } from './player.ts'

type Player = (program: Program) => string[]

const HELP = `usage: pnpm golden [FILE]

Runs the programs of FILE (default: tests/stackless/golden.json) natively and compiled, and compares each trace with the
one that Stackless Python recorded. FILE is a JSON array of { seed, chans, scripts, chancb, errh, trace }.
Ends with "N passed, M failed"; exit code 1 if a program failed, or FILE is no such file.`

export const goldenFile: string = fileURLToPath(new URL('golden.json', import.meta.url))

export class BadFile extends Error {}

export async function compiledPlayer(): Promise<Player> {
  const file = fileURLToPath(new URL('player.ts', import.meta.url))
  const { code } = compile(readFileSync(file, 'utf8'), {
    id: 'tests/stackless/player.ts', filename: file, runtime: import.meta.resolve('@stillframe/runtime/abi'), sourceMap: false,
  })
  const linked = code.replaceAll(/(['"])@stillframe\/stackless\1/g, JSON.stringify(import.meta.resolve('@stillframe/stackless')))
  return ((await import(`data:text/javascript;charset=utf-8,${encodeURIComponent(linked)}`)) as typeof native).play
}

export async function players(): Promise<Record<'native' | 'compiled', Player>> {
  return { native: native.play, compiled: await compiledPlayer() }
}

/** G2: what is wrong with a program in one mode; null if nothing is. */
export function difference(program: Program, player: Player): string | null {
  let trace: string[]
  try {
    trace = player(program)
  } catch (error) {
    return `ended with ${error instanceof Error ? error.stack : String(error)}`
  }
  const length = Math.max(trace.length, program.trace.length)
  for (let i = 0; i < length; i++) {
    if (trace[i] !== program.trace[i]) return `line ${i + 1}: expected ${quoted(program.trace[i])}, got ${quoted(trace[i])}`
  }
  return null
}

const quoted = (line: string | undefined): string => (line === undefined ? 'the end' : JSON.stringify(line))

/** G3 */
export function readPrograms(file: string): Program[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new BadFile(`${file} can't be read: ${(error as Error).message}`)
  }
  let programs: unknown
  try {
    programs = JSON.parse(text)
  } catch (error) {
    throw new BadFile(`${file} is no JSON: ${(error as Error).message}`)
  }
  if (!Array.isArray(programs) || programs.length === 0) throw new BadFile(`${file} is no list of golden programs`)
  programs.forEach((program: Partial<Program> | null, i) => {
    const isOp = (entry: unknown): boolean => Array.isArray(entry) && Array.isArray(entry[0]) && typeof entry[0][0] === 'string'
    const wrong = (what: string): never => { throw new BadFile(`${file}: program ${i + 1} ${what}`) }
    if (typeof program !== 'object' || program === null) return wrong('is no object')
    if (!Array.isArray(program.chans)) return wrong('has no list "chans"')
    if (!Array.isArray(program.trace)) return wrong('has no list "trace"')
    if (typeof program.scripts !== 'object' || program.scripts === null) return wrong('has no "scripts"')
    if (!Array.isArray(program.scripts['M'])) return wrong('has no script "M"')
    for (const [name, script] of Object.entries(program.scripts)) {
      if (!Array.isArray(script) || !script.every(isOp)) return wrong(`has a script "${name}" that is no list of [operation, flag]`)
    }
  })
  return programs as Program[]
}

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(HELP)
    return 0
  }
  if (args.length > 1 || args[0]?.startsWith('-')) {
    console.error(HELP)
    return 1
  }
  const programs = readPrograms(args[0] ?? goldenFile)
  const modes = Object.entries(await players())
  let failed = 0
  programs.forEach((program, i) => {
    const found = modes.map(([mode, player]) => ({ mode, what: difference(program, player) })).filter(({ what }) => what !== null)
    if (found.length > 0) failed++
    for (const { mode, what } of found) console.log(`program ${i + 1} (seed ${program.seed}), ${mode}: ${what}`)
  })
  console.log(`${programs.length - failed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    process.exitCode = await main(process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof BadFile)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
