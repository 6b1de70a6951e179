// stillframe explain: what the compiler makes of a file. Which functions can be saved, where they can stand, and what
// they hold there.
//
// Called by: main.ts. Calls: compiler.

import { readFileSync } from 'node:fs'
import type { CompileResult, FunctionInfo } from '@stillframe/compiler'
import { moduleIdOf } from '../register/module-id.ts'
import { readable } from '../register/readable.ts'
import type { Arguments, Command } from './command.ts'
import { findFile } from './program.ts'
import { toJson, type Terminal } from './terminal.ts'

export const explain: Command = {
  name: 'explain',
  usage: 'stillframe explain FILE [--listing] [--json]',
  summary: 'Says which functions of a file can be saved, where they can wait, and what they hold there.',
  help: `  FILE        a TypeScript or JavaScript module
  --listing   the steps each function is lowered to
  --json      an array of objects

example:
  stillframe explain orders.ts`,
  options: { listing: { type: 'boolean' } },
  takes: ['FILE'],
  run: explainFile,
}

async function explainFile(args: Arguments, terminal: Terminal): Promise<number> {
  const file = args.positionals[0] as string
  const path = findFile(file)
  const { functions, diagnostics } = await compileText(path, file)
  if (args.flag('json')) {
    const shown = functions.map(({ listing, ...info }) => (args.flag('listing') ? { ...info, listing } : info))
    terminal.out(toJson({ module: moduleIdOf(path), functions: shown, diagnostics }))
    return 0
  }
  if (functions.length === 0) terminal.note(`${file} has no generator functions: nothing in it can wait`)
  for (const info of functions) describe(info, file, args.flag('listing'), terminal)
  for (const { line, column, message, hint } of diagnostics) {
    terminal.out(`${terminal.paint('yellow', 'warning:')} ${file}:${line}:${column}: ${message}`)
    if (hint) terminal.out(`  hint: ${hint}`)
  }
  return 0
}

/** Throws COMPILE_ERROR. */
async function compileText(path: string, file: string): Promise<CompileResult> {
  const { compile } = await import('@stillframe/compiler') // the other commands start faster without it
  try {
    return compile(readFileSync(path, 'utf8'), { id: moduleIdOf(path), filename: path, typescript: /\.m?ts$/.test(path) })
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
  if (listing) for (const text of info.listing.split('\n')) terminal.out(`    ${text}`)
}
