// `node --import ./packages/stillframe/register/strip-only.js tests/conformance/fuzz.ts --programs N --seed S --workers W`: random
// programs, native against compiled (and every second against its restored copies). A program that differs is made
// smaller as long as it differs, and printed.
//
//   FZ1. A seed names a program for ever (of one version of programs.ts).
//   FZ2. A program that this Node refuses, that does not end or that can't be captured says nothing.
//
// Called by: people, fuzz.test.ts. Calls: programs.ts, differential.ts.

import { fork } from 'node:child_process'
import os from 'node:os'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import vm from 'node:vm'
import { compile } from '@stillframe/compiler'
import * as abi from '@stillframe/runtime/abi'
import { drive, explain, firstDifference, REFUSED, replay, scriptsFor, type Difference, type Mode, type Program } from './differential.ts'
import { print, programOf, type Tree } from './programs.ts'

const TIME_LIMIT_MS = 30_000

type Make = () => Program

function nativeOf(source: string): Make | undefined {
  try {
    void new vm.Script(source)
    return new Function(`'use strict'\n${source}\nreturn program`) as Make
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function compiledOf(source: string): Make {
  const { code } = compile(`'use strict'\n${source}`, { id: 'fuzz.js', sourceType: 'script', runtime: '$$$runtime', sourceMap: false, typescript: false })
  const make = new Function('$$$runtime', `${code}\nreturn program`) as (runtime: typeof abi) => Program
  return () => {
    let calls = 0
    // PR5: two of three are answered in the step itself.
    const enter: typeof abi.enter = (fn, exit) => {
      const entered = abi.enter(fn, exit)
      return (fn as Function | undefined)?.name !== 'stay' ? entered : (frame, self, ...args) => (++calls % 3 === 0 ? entered(frame, self, ...args) : inPlace(args[0]))
    }
    return make({ ...abi, enter })
  }
}

function inPlace(answer: unknown): unknown {
  abi.stepping.answered = 1
  return answer
}

/** Runs with a time limit, and with texts of functions and errors that are the same in every mode. */
function limited<T>(run: () => T, timeout = TIME_LIMIT_MS): T {
  const before = Function.prototype.toString
  const errors = Error.prototype.toString
  Object.assign(globalThis, { $$$limited: run })
  try {
    Function.prototype.toString = function (): string { return `text of ${this.name}` }
    Error.prototype.toString = function (): string { return this.name }
    return vm.runInThisContext('$$$limited()', { timeout }) as T
  } finally {
    Function.prototype.toString = before
    Error.prototype.toString = errors
  }
}

export type Verdict = { status: 'same' | 'invalid' | 'refused' } | { status: 'different'; difference: Difference }

const differs = (mode: Mode, error: unknown): Verdict => ({ status: 'different', difference: { mode, script: 'compile', expected: [], actual: [String((error as Error).stack)] } })

/** Does the program come to an end by itself? */
function ends(make: Make, limitMs: number): boolean {
  try {
    limited(() => replay(make, 'native', scriptsOf(make)), limitMs)
    return true
  } catch {
    return false
  }
}

function scriptsOf(make: Make): ReturnType<typeof scriptsFor> {
  return scriptsFor(drive(make(), [], 'native').filter((line) => line.startsWith('next ')).length, 4)
}

/** `distort`: what a wrong compiler would read, for tests of this file. */
export function judge(source: string, modes: readonly Mode[], distort: (source: string) => string = (text) => text, limitMs = TIME_LIMIT_MS): Verdict {
  const native = nativeOf(source)
  if (native === undefined) return { status: 'invalid' }
  try {
    return limited(() => compareAll(native, distort(source), modes), limitMs)
  } catch (error) {
    if (!ends(native, limitMs)) return { status: 'invalid' }
    // A machine with too much to do is no difference: only what takes ten times as long as allowed, again, is one.
    if (isTimeout(error) && limitMs <= TIME_LIMIT_MS) return judge(source, modes, distort, limitMs * 10)
    return differs(modes[0] as Mode, error)
  }
}

function compareAll(native: Make, source: string, modes: readonly Mode[]): Verdict {
  let scripts: ReturnType<typeof scriptsFor>
  try {
    scripts = scriptsOf(native)
  } catch (error) {
    if (isTimeout(error)) throw error
    return { status: 'invalid' } // it fails as a module
  }
  let compiled: Make
  try {
    compiled = compiledOf(source)
  } catch (error) {
    return differs(modes[0] as Mode, error)
  }
  let refused = false
  const expected = replay(native, 'native', scripts)
  for (const mode of modes) {
    let actual: Map<string, string[]>
    try {
      actual = replay(compiled, mode, scripts)
    } catch (error) {
      if (isTimeout(error)) throw error
      return differs(mode, error)
    }
    if (mode === 'roundtrip') {
      for (const [script, lines] of actual) {
        if (!lines.at(-1)?.startsWith(REFUSED)) continue
        refused = true
        expected.delete(script)
      }
    }
    const difference = firstDifference(mode, expected, actual)
    if (difference !== undefined) return { status: 'different', difference }
  }
  return { status: refused ? 'refused' : 'same' }
}

const isTimeout = (error: unknown): boolean => (error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'

// --- reduction

/** Every smaller tree that is one step away. */
function* smaller(tree: Tree, rebuild: (tree: Tree) => Tree): Generator<Tree> {
  const inner = tree.parts.flatMap((part) => (typeof part === 'string' ? [] : part)) as Tree[]
  for (const part of descendants(inner)) if (part.sort === tree.sort) yield rebuild(part)
  if (tree.sort === 'expression' && tree.parts.length > 1) yield rebuild({ sort: 'expression', parts: ['0'] })
  for (const [i, part] of tree.parts.entries()) {
    const replaced = (other: Tree | Tree[]): Tree => rebuild({ ...tree, parts: tree.parts.with(i, other) })
    if (Array.isArray(part)) {
      if (part.length > 1) yield replaced([])
      for (let at = 0; at < part.length; at++) yield replaced(part.toSpliced(at, 1))
      for (const [at, item] of part.entries()) {
        const lists = item.parts.filter((inside): inside is Tree[] => Array.isArray(inside))
        for (const list of lists) yield replaced(part.toSpliced(at, 1, ...list))
        yield* smaller(item, (other) => replaced(part.with(at, other)))
      }
    } else if (typeof part !== 'string') {
      yield* smaller(part, replaced)
    }
  }
}

function* descendants(trees: readonly Tree[]): Generator<Tree> {
  for (const tree of trees) {
    yield tree
    yield* descendants(tree.parts.flatMap((part) => (typeof part === 'string' ? [] : part)))
  }
}

/** The smallest tree found that still differs in the same mode. */
export function reduce(tree: Tree, modes: readonly Mode[], distort?: (source: string) => string, attempts = 6000): Tree {
  let left = attempts
  for (let found = true; found;) {
    found = false
    for (const candidate of smaller(tree, (other) => other)) {
      if (left-- <= 0) return tree
      if (print(candidate).length < print(tree).length && judge(print(candidate), modes, distort).status === 'different') {
        tree = candidate
        found = true
        break
      }
    }
  }
  return tree
}

export interface Report {
  seed: number
  program: string
  difference: Difference
}

export interface Totals {
  same: number
  invalid: number
  refused: number
  different: Report[]
}

/** Runs the programs of `count` seeds from `seed` on, until `most` differ. */
export function fuzz(seed: number, count: number, most = 1): Totals {
  const totals: Totals = { same: 0, invalid: 0, refused: 0, different: [] }
  for (let i = seed; i < seed + count && totals.different.length < most; i++) {
    const modes: Mode[] = i % 2 === 0 ? ['compiled', 'roundtrip'] : ['compiled']
    const tree = programOf(i)
    const verdict = judge(print(tree), modes)
    if (verdict.status !== 'different') {
      totals[verdict.status]++
      continue
    }
    const { mode } = verdict.difference
    const program = print(reduce(tree, [mode]))
    const again = judge(program, [mode])
    totals.different.push({ seed: i, program, difference: again.status === 'different' ? again.difference : verdict.difference })
  }
  return totals
}

/** What a process does at most: the engine keeps something of every program that it compiled, 4 GB of 40,000. */
const BATCH = 2500

/** Runs the programs in `workers` processes, batch by batch. */
async function fuzzAll(seed: number, count: number, most: number, workers: number, progress: (done: number) => void): Promise<Totals> {
  const totals: Totals = { same: 0, invalid: 0, refused: 0, different: [] }
  let next = seed
  let done = 0
  const work = async (): Promise<void> => {
    while (next < seed + count && totals.different.length < most) {
      const size = Math.min(BATCH, seed + count - next)
      const from = next
      next += size
      const { same, invalid, refused, different } = await batch(from, size, most)
      totals.same += same
      totals.invalid += invalid
      totals.refused += refused
      totals.different.push(...different)
      progress(done += size)
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  return totals
}

function batch(seed: number, count: number, most: number): Promise<Totals> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ['--batch', '--seed', String(seed), '--programs', String(count), '--most', String(most)])
    let totals: Totals | undefined
    child.on('message', (message) => { totals = message as Totals })
    child.on('exit', (code, signal) => totals === undefined ? reject(new Error(`the programs ${seed} to ${seed + count - 1} ended with ${signal ?? code}`)) : resolve(totals))
  })
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      programs: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' }, most: { type: 'string', default: '1' },
      workers: { type: 'string' }, show: { type: 'boolean', default: false }, batch: { type: 'boolean', default: false },
    },
  })
  const [seed, count, most] = [Number(values.seed), Number(values.programs), Number(values.most)]
  if (values.show) {
    console.log(print(programOf(seed)))
    return
  }
  if (values.batch) {
    process.send?.(fuzz(seed, count, most))
    process.disconnect()
    return
  }
  const started = Date.now()
  const { same, invalid, refused, different } = await fuzzAll(seed, count, most, Number(values.workers ?? os.availableParallelism()), (done) => {
    console.error(`${done} of ${count} after ${Math.round((Date.now() - started) / 1000)} s`)
  })
  for (const { seed: culprit, program, difference } of different) console.log(`✘ seed ${culprit}\n${program}\n${explain(difference)}\n`)
  console.log(`${same + refused} the same (of which ${refused} can't be captured), ${invalid} invalid, ${different.length} different`)
  process.exitCode = different.length > 0 ? 1 : 0
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main()
