// The CLI: finds the command, runs it, and turns what it throws into two lines and an exit code.
//
//   exit code 0   it is done
//             1   the program, the store or the disk said no
//             2   the command was not understood
//             130, 143   stopped by SIGINT, SIGTERM; the process goes on at the next start
//
// Called by: bin/stillframe.js. Calls: the commands.

import { readFileSync } from 'node:fs'
import { archive } from './archive.ts'
import { check } from './check.ts'
import { readArguments, type Command } from './command.ts'
import { diff } from './diff.ts'
import { inWords, theirs, UsageError } from './errors.ts'
import { compile } from './compile.ts'
import { explain } from './explain.ts'
import { ls } from './ls.ts'
import { migrate } from './migrate.ts'
import { rm } from './rm.ts'
import { run } from './run.ts'
import { show } from './show.ts'
import { plain, table, terminal, toJson, type Terminal } from './terminal.ts'

const commands: readonly Command[] = [run, ls, show, rm, check, diff, migrate, archive, explain, compile]

/** Gives the exit code. */
export async function main(argv: readonly string[], screen: Terminal = terminal()): Promise<number> {
  try {
    const [name, ...rest] = argv
    if (name === '--version' || name === '-v') return say(screen, version())
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      const about = commands.find((command) => command.name === rest[0])
      say(screen, about === undefined ? overview() : helpOf(about))
      return name === undefined ? 2 : 0
    }
    const command = commands.find((candidate) => candidate.name === name)
    if (command === undefined) throw theirs.command(name, commands.map((candidate) => candidate.name))
    const args = readArguments(command, rest)
    return args.flag('help') ? say(screen, helpOf(command)) : await command.run(args, screen)
  } catch (problem) {
    return complain(problem, argv, screen)
  }
}

function complain(problem: unknown, argv: readonly string[], screen: Terminal): number {
  const end = argv.indexOf('--')
  const own = end < 0 ? argv : argv.slice(0, end)
  const { name, message, code, hint } = inWords(problem)
  const words = code === undefined && name !== 'Error' ? `${name}: ${message}` : message
  if (own.includes('--json')) {
    screen.out(toJson({ error: { code: code ?? 'ERROR', message: words, hint } }))
  } else {
    // Compile errors carry a place, a code and a cure each.
    const compiling = code === 'COMPILE_ERROR'
    const text = compiling ? words.replace(/^SyntaxError: /, '').replaceAll('\n  hint:', '\nhint:') : `${words} [${code ?? 'ERROR'}]`
    screen.note(`${screen.paint('red', 'error:')} ${plainLines(text)}`)
    if (hint !== undefined) screen.note(`${screen.paint('cyan', 'hint:')} ${plainLines(hint)}`)
  }
  if (own.includes('--verbose') && problem instanceof Error) {
    screen.note(problem.stack ?? '')
    if (problem.cause instanceof Error) screen.note(`caused by: ${problem.cause.stack ?? ''}`)
  }
  return problem instanceof UsageError ? 2 : 1
}

const plainLines = (text: string): string => text.split('\n').map(plain).join('\n')

function say(screen: Terminal, text: string): number {
  screen.out(text)
  return 0
}

function overview(): string {
  return [
    'stillframe: programs that outlive the process they run in.',
    '',
    'usage: stillframe COMMAND [options]',
    '',
    ...table(commands.map(({ name, takes, summary }) => [`  ${[name, ...takes].join(' ')}`, summary])),
    '',
    '  --help after a command tells more, --json answers for machines, --verbose shows stack traces, --version',
    '',
    'example: stillframe run orders.ts -- orders.csv',
  ].join('\n')
}

function helpOf(command: Command): string {
  return `${command.summary}\n\nusage: ${command.usage}\n\n${command.help}`
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
