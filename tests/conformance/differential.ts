// Differential runs: one program, native and compiled, driven by the same scripts; what it logs must be the same.
//
//   DI1. A script is a list of moves: `next`, `throw`, `return`. What a program yields is sent back to it; for `undefined`
//        it is sent the number of the move.
//   DI2. `replay` counts the yields of a plain run natively, and drives: all next; for each k, throw or return as move k;
//        and after that move, the other one.
//   DI3. Modes: `native` and `compiled` as they are; `roundtrip` goes on with a copy after each move: all is copied, but
//        for what the host passes by name.
//   DI4. Errors of the engine are compared by name: messages are not part of the language.
//
// Called by: scorecard.test.ts, fuzz.ts. Calls: @stillframe/compiler, @stillframe/snapshot, @stillframe/runtime/abi.

import { compile } from '@stillframe/compiler'
import { capture, restore, SnapshotError } from '@stillframe/snapshot'

export type Mode = 'native' | 'compiled' | 'roundtrip'
export type Move = 'next' | 'throw' | 'return'
export type Log = (...values: unknown[]) => void
export type Program = (log: Log) => Generator<unknown, unknown, unknown>

const MOVES = 60
/** Starts the line of a program that can't be captured. */
export const REFUSED = 'refused:'
const engineErrors = new Set(['TypeError', 'ReferenceError', 'RangeError', 'SyntaxError'])

/** A value as text, the same in every mode. */
export function show(value: unknown, depth = 0): string {
  switch (typeof value) {
    case 'string': return depth === 0 ? value : JSON.stringify(value)
    case 'function': return `function ${value.name}/${value.length}`
    case 'object': return value === null ? 'null' : showObject(value, depth)
    case 'bigint': return `${value}n`
    case 'number': return Object.is(value, -0) ? '-0' : String(value)
    default: return String(value)
  }
}

function showObject(value: object, depth: number): string {
  if (depth > 3) return '...'
  if (value instanceof Error) {
    const { error, suppressed } = value as { error?: unknown; suppressed?: unknown }
    if ('suppressed' in value) return `SuppressedError of ${show(error, depth + 1)} over ${show(suppressed, depth + 1)}`
    return engineErrors.has(value.name) ? value.name : `${value.name}: ${value.message}`
  }
  if (Array.isArray(value)) {
    const items = Array.from({ length: value.length }, (_, i) => (i in value ? show(value[i], depth + 1) : 'hole'))
    return `[${items.join(', ')}]`
  }
  if (value instanceof Map || value instanceof Set) return `${value.constructor.name} ${show([...value], depth)}`
  const tag = Object.prototype.toString.call(value).slice(8, -1)
  if (tag !== 'Object') return `[${tag}]`
  const fields = Reflect.ownKeys(value).map((key) => {
    const property = Object.getOwnPropertyDescriptor(value, key) as PropertyDescriptor
    const kind = `${property.get ? 'get ' : ''}${property.set ? 'set ' : ''}${property.enumerable ? '' : 'hidden '}`
    return `${kind}${String(key)}: ${show(property.get ?? property.set ?? property.value, depth + 1)}`
  })
  const { constructor } = value as { constructor?: unknown }
  const name = typeof constructor === 'function' && constructor !== Object ? `${constructor.name} ` : ''
  return `${name}{${fields.join(', ')}}`
}

/** Runs one script and gives the log, to which asynchronous parts of the program may still add. */
export function drive(program: Program, script: readonly Move[], mode: Mode): string[] {
  const lines: string[] = []
  const log: Log = (...values) => { if (lines.length < 1000) lines.push(values.map((value) => show(value)).join(' ')) }
  const host = permanents(log)
  let generator: Generator<unknown, unknown, unknown>
  try {
    generator = program(log)
  } catch (error) {
    lines.push(`call threw ${show(error)}`)
    return lines
  }
  let sent: unknown
  for (let move = 0; move < MOVES; move++) {
    const what = script[move] ?? 'next'
    const payload = what === 'next' ? sent : what === 'throw' ? new Error(`thrown${move}`) : `returned${move}`
    try {
      const { value, done } = generator[what](payload)
      lines.push(`${what} -> ${show(value)}${done ? ' done' : ''}`)
      if (done) {
        lines.push(`then ${show(generator.next(1))}`)
        break
      }
      sent = value === undefined ? move + 1 : value
    } catch (error) {
      lines.push(`${what} threw ${show(error)}`)
      const after = generator.next(1)
      lines.push(`then ${show(after)}`)
      if (after.done) break
    }
    if (mode === 'roundtrip') {
      let text: string
      try {
        text = capture([generator, sent], { permanents: host })
      } catch (error) {
        if (!(error instanceof SnapshotError)) throw error
        lines.push(`${REFUSED} ${error.message}`)
        break
      }
      const pair = restore(text, { permanents: host }) as [typeof generator, unknown]
      generator = pair[0]
      sent = pair[1]
    }
  }
  return lines
}

/** The host passes its own things by name: here the log, and what the language itself comes with. */
function permanents(log: Log): { save(thing: object): string | undefined; load(name: string): object } {
  return {
    save: (thing) => (thing === log ? 'log' : builtIns.get(thing)),
    load: (name) => (name === 'log' ? log : builtInsByName.get(name) as object),
  }
}

const builtIns = new Map<object, string>()
const builtInsByName = new Map<string, object>()
for (const name of ['Object', 'Array', 'Function', 'Map', 'Set', 'Error', 'TypeError', 'Promise', 'Symbol', 'Reflect', 'String', 'Number', 'Math', 'JSON'] as const) {
  const root = (globalThis as Record<string, unknown>)[name] as object
  const add = (thing: unknown, path: string): void => {
    if ((typeof thing !== 'function' && typeof thing !== 'object') || thing === null || builtIns.has(thing)) return
    builtIns.set(thing, path)
    builtInsByName.set(path, thing)
  }
  add(root, name)
  for (const holder of [root, (root as { prototype?: object }).prototype ?? {}]) {
    for (const key of Reflect.ownKeys(holder)) {
      const property = Object.getOwnPropertyDescriptor(holder, key)
      if (property !== undefined && 'value' in property) add(property.value, `${name}.${holder === root ? '' : 'prototype.'}${String(key)}`)
    }
  }
}

/** DI2: the scripts for a program whose plain run has so many moves. */
export function scriptsFor(moves: number, most: number): Move[][] {
  const scripts: Move[][] = [[]]
  const last = Math.min(moves, most)
  for (let k = 0; k <= last; k++) {
    const before = Array.from({ length: k }, (): Move => 'next')
    scripts.push([...before, 'throw'], [...before, 'return'], [...before, 'throw', 'return'], [...before, 'return', 'throw'])
  }
  return scripts
}

export interface Difference {
  mode: Mode
  script: string
  expected: string[]
  actual: string[]
  /** What kept it from being compiled or loaded. */
  cause?: unknown
}

/** All scripts of one program in one mode, one log each. `fresh` gives the program: for each script, or always the same. */
export function replay(fresh: () => Program, mode: Mode, scripts: readonly Move[][]): Map<string, string[]> {
  const logs = new Map<string, string[]>()
  for (const script of scripts) {
    let lines: string[]
    try {
      lines = drive(fresh(), script, mode)
    } catch (error) {
      lines = [`the harness failed: ${(error as Error).stack}`]
    }
    logs.set(script.join(' ') || 'plain', lines)
  }
  return logs
}

/** Lets promises and imports of a program come to an end. */
async function settled<T>(source: string, result: T): Promise<T> {
  const turns = /\basync\b|\bPromise\b/.test(source) ? 4 : 0
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => { setImmediate(resolve) })
  return result
}

export function firstDifference(mode: Mode, native: Map<string, string[]>, other: Map<string, string[]>): Difference | undefined {
  for (const [script, expected] of native) {
    const actual = other.get(script) ?? []
    if (expected.length !== actual.length || expected.some((line, i) => line !== actual[i])) return { mode, script, expected, actual }
  }
  return undefined
}

/** For programs that judge themselves, because engines differ: a line says `wrong`. */
function firstWrong(mode: Mode, logs: Map<string, string[]>): Difference | undefined {
  for (const [script, actual] of logs) {
    if (actual.some((line) => line.startsWith('wrong'))) return { mode, script, expected: actual.map((line) => line.replace(/^wrong/, 'right')), actual }
  }
  return undefined
}

/** A module's text in, text that means the same out. */
export type Lower = (source: string, id: string) => string

export const compiled: Lower = (source, id) => compile(source, { id, filename: id, typescript: false, sourceMap: false, runtime: import.meta.resolve('@stillframe/runtime/abi') }).code

/** Loads a module's text, natively or lowered. */
export async function load(source: string, id: string, lower?: Lower): Promise<Record<string, unknown>> {
  const text = lower === undefined ? source : lower(source, id)
  return await import(`data:text/javascript;charset=utf-8,${encodeURIComponent(text)}`) as Record<string, unknown>
}

/** Compares a module's `program` in the given modes with itself, native. Undefined: no difference. */
export async function compare(source: string, id: string, modes: readonly Mode[], { most = 10, enginesDiffer = false, lower = compiled }: { most?: number; enginesDiffer?: boolean; lower?: Lower } = {}): Promise<Difference | undefined> {
  const { program: first } = await load(source, id)
  if (typeof first !== 'function') throw new TypeError(`${id} exports no function called program`)
  const plain = await settled(source, drive(first as Program, [], 'native'))
  const scripts = scriptsFor(plain.filter((line) => line.startsWith('next ')).length, most)
  for (const mode of modes) {
    // Module state is part of the program: each mode starts from modules of its own.
    const own = `${source}\n// ${mode}`
    const native = (await load(own, id)).program as Program
    const expected = await settled(source, replay(() => native, 'native', scripts))
    let program: Program
    try {
      program = (await load(own, id, lower)).program as Program
    } catch (error) {
      return { mode, script: 'compile', expected: [], actual: [String((error as Error).stack)], cause: error }
    }
    const actual = await settled(source, replay(() => program, mode, scripts))
    const difference = enginesDiffer ? firstWrong(mode, actual) : firstDifference(mode, expected, actual)
    if (difference !== undefined) return difference
  }
  return undefined
}

/** A difference for people: the first line that differs, with what stands around it. */
export function explain({ mode, script, expected, actual }: Difference): string {
  let at = 0
  while (at < expected.length && expected[at] === actual[at]) at++
  const around = (lines: string[]): string => lines.slice(Math.max(0, at - 2), at + 3).map((line, i) => `${i + Math.max(0, at - 2) === at ? '>' : ' '} ${line}`).join('\n')
  return `${mode}, moves: ${script}\nexpected\n${around(expected)}\nactual\n${around(actual)}`
}
