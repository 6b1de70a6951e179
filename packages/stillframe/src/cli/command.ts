// A command: a name, the text of its help, its options, and what it does. And how its arguments are read.
//
// Called by: main.ts, the commands. Calls: node:util parseArgs.

import { parseArgs, type ParseArgsConfig } from 'node:util'
import { theirs } from './errors.ts'
import type { Terminal } from './terminal.ts'

type OptionSpec = NonNullable<ParseArgsConfig['options']>

export interface Arguments {
  positionals: string[]
  /** After `--`. */
  rest: string[]
  text(name: string): string | undefined
  flag(name: string): boolean
  /** Of an option that may be given more than once. */
  list(name: string): string[]
}

export interface Command {
  readonly name: string
  readonly usage: string
  readonly summary: string
  /** Options, then examples: the lines after the usage. */
  readonly help: string
  readonly options: OptionSpec
  /** How many positional arguments it takes, and what they are called. */
  readonly takes: readonly string[]
  /** Takes more of the last one. */
  readonly many?: boolean
  /** Gives the exit code. */
  run(args: Arguments, terminal: Terminal): Promise<number> | number
}

export const common: OptionSpec = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  verbose: { type: 'boolean' },
}

export const DEFAULT_STORE = '.stillframe'

/** Throws UsageError. */
export function readArguments(command: Command, argv: readonly string[]): Arguments {
  const cut = argv.indexOf('--')
  const own = cut < 0 ? [...argv] : argv.slice(0, cut)
  const rest = cut < 0 ? [] : argv.slice(cut + 1)
  let parsed: { values: Record<string, unknown>; positionals: string[] }
  try {
    parsed = parseArgs({ args: own, options: { ...common, ...command.options }, allowPositionals: true, strict: true })
  } catch (problem) {
    throw theirs.option((problem as Error).message.split(/\.\s/)[0] as string, command.name)
  }
  const { values, positionals } = parsed
  if (values['help'] !== true) {
    const missing = command.takes[positionals.length]
    if (missing !== undefined) throw theirs.missing(missing, command.usage)
    const extra = (command.many ? undefined : positionals[command.takes.length]) ?? (command.name === 'run' ? undefined : rest[0])
    if (extra !== undefined) throw theirs.extra(extra, command.usage)
  }
  return {
    positionals,
    rest,
    text: (name) => values[name] as string | undefined,
    flag: (name) => values[name] === true,
    list: (name) => (values[name] as string[] | undefined) ?? [],
  }
}
