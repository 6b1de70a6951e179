// stillframe explain: what the compiler makes of a file. Which functions can be saved, where they can stand, what they
// hold there, what closures take along, and which values a capture will refuse.
//
// Called by: main.ts. Calls: compiler.

import { existsSync } from 'node:fs'
import type { CompileResult, Diagnostic, FunctionInfo } from '@stillframe/compiler'
import { checkpointsOf } from '../register/checkpoints.ts'
import { moduleIdOf } from '../register/module-id.ts'
import { readable } from '../register/readable.ts'
import type { Arguments, Command } from './command.ts'
import { theirs } from './errors.ts'
import { findFile, readText } from './program.ts'
import { toJson, type Terminal } from './terminal.ts'

export const explain: Command = {
  name: 'explain',
  usage: 'stillframe explain FILE[:LINE] [--listing] [--json]',
  summary: 'Says which functions of a file can be saved, where they can wait, and what they hold there.',
  help: `  FILE        a TypeScript or JavaScript module
  :LINE       only the function around that line, with its listing
  --listing   the instructions each generator function is lowered to
  --json      an object: module, functions, diagnostics, advice

For each function: where it can wait, and what its frame holds there; what a closure takes along. Then what a capture
would refuse, and calls that wait for nothing, with the cure.

examples:
  stillframe explain orders.ts
  stillframe explain orders.ts:41`,
  options: { listing: { type: 'boolean' } },
  takes: ['FILE'],
  run: explainFile,
}

async function explainFile(args: Arguments, terminal: Terminal): Promise<number> {
  const { file, line } = placeOf(args.positionals[0] as string)
  const path = findFile(file)
  const result = await compileText(path, file)
  const functions = line === undefined ? result.functions : around(line, result.functions)
  if (line !== undefined && functions.length === 0) throw theirs.noFunction(file, line)
  const inside = ({ line: at }: Diagnostic): boolean => line === undefined || functions.some((one) => at >= one.line && at <= one.endLine)
  const diagnostics = result.diagnostics.filter(inside)
  const advice = result.advice.filter(inside)
  const listing = args.flag('listing') || line !== undefined
  if (args.flag('json')) {
    const shown = functions.map(({ listing: text, ...info }) => (listing ? { ...info, listing: text } : info))
    terminal.out(toJson({ module: moduleIdOf(path), functions: shown, diagnostics, advice }))
    return 0
  }
  if (functions.length === 0) terminal.note(`${file} has no generator functions: nothing in it can wait`)
  for (const info of functions) describe(info, file, listing, terminal)
  for (const { line: at, column, message, hint, code } of [...diagnostics, ...advice]) {
    terminal.out(`${terminal.paint('yellow', 'warning:')} ${file}:${at}:${column}: ${message} [${code}]`)
    if (hint) terminal.out(`  hint: ${hint}`)
  }
  return 0
}

/** FILE:LINE, unless there is a file of that name. */
function placeOf(text: string): { file: string; line?: number } {
  const match = /^(.+):(\d+)$/.exec(text)
  return match === null || existsSync(text) ? { file: text } : { file: match[1] as string, line: Number(match[2]) }
}

/** The innermost generator function around a line, or else the innermost closure, and the functions inside of it. */
function around(line: number, functions: readonly FunctionInfo[]): FunctionInfo[] {
  const outside = functions.filter((info) => info.line <= line && line <= info.endLine)
  const candidates = outside.some(({ kind }) => kind === 'generator') ? outside.filter(({ kind }) => kind === 'generator') : outside
  const inner = candidates.reduce<FunctionInfo | undefined>((best, info) => (best === undefined || info.line >= best.line ? info : best), undefined)
  return inner === undefined ? [] : functions.filter((info) => info.line >= inner.line && info.endLine <= inner.endLine)
}

/** Throws STORE_READ, COMPILE_ERROR. */
async function compileText(path: string, file: string): Promise<CompileResult> {
  const { compile } = await import('@stillframe/compiler') // the other commands start faster without it
  const text = readText(file)
  try {
    return compile(text, { id: moduleIdOf(path), filename: path, advise: true, checkpoints: checkpointsOf() })
  } catch (problem) {
    throw readable(problem, file)
  }
}

function describe(info: FunctionInfo, file: string, listing: boolean, terminal: Terminal): void {
  const { name, line, column, kind, savable, reason, points, captures } = info
  const mark = savable ? terminal.paint('green', 'can be saved') : terminal.paint('red', `can't be saved: ${reason ?? 'no reason given'}`)
  terminal.out(`${terminal.paint('bold', name)}  ${kind}  ${file}:${line}:${column}  ${mark}`)
  if (captures.length > 0) terminal.out(`  captures ${captures.join(', ')}`)
  for (const { label, line: at, column: from, keeps } of points) {
    if (label === 'start') continue
    const held = keeps.filter((slot) => !slot.startsWith('%')) // the others are values between two parts of an expression
    terminal.out(`  ${at}:${from}  waits at ${label}${held.length === 0 ? '' : `, holds ${held.join(', ')}`}`)
  }
  if (listing && info.listing !== '') for (const text of info.listing.split('\n')) terminal.out(`    ${text}`)
}
