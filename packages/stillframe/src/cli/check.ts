// stillframe check: can what was saved go on with this build? For people before a deploy, and for CI.
//
//   CH1. The program is loaded as `run` loads it, and each snapshot is restored but for the last step. Nothing is written, no
//        tasklet runs, no handler is called.
//   CH2. Exit code 1 if anything is refused; a process whose state can't be read is.
//
// Called by: main.ts. Calls: snapshot, saved.ts, program.ts.

import { loadArchive } from '@stillframe/durable'
import { check as rehearse, moduleNow, type Verdict } from '@stillframe/snapshot'
import { moduleIdOf } from '../register/module-id.ts'
import { DEFAULT_STORE, type Arguments, type Command } from './command.ts'
import { inWords } from './errors.ts'
import { findFile, loadModule, type Program } from './program.ts'
import { processesIn, readSaved, type Processes, type Saved } from './saved.ts'
import { plain, table, toJson, type Terminal } from './terminal.ts'

export const check: Command = {
  name: 'check',
  usage: 'stillframe check PROGRAM... [--snapshot FILE|ID] [--store DIR] [--archive DIR] [--json]',
  summary: 'Says whether what was saved can go on with this build. Exits 1 if something can not.',
  help: `  PROGRAM         the new build's entry modules; their exports \`migrations\` and \`permanents\` count
  --snapshot S    only this one: a file that capture() wrote, or a process; more than once for more
  --store DIR     folder of processes (default: ${DEFAULT_STORE}); all that have not ended are checked
  --archive DIR   the code archive that will be used
  --json          one object: what is checked, verdicts, refused

The program is loaded, nothing of it runs, and nothing is written.

examples:
  stillframe check orders.ts --store /var/lib/shop
  stillframe check dist/main.js --snapshot world.json`,
  options: { snapshot: { type: 'string', multiple: true }, store: { type: 'string' }, archive: { type: 'string' } },
  takes: ['PROGRAM'],
  many: true,
  run: checkAll,
}

interface Checked {
  readonly name: string
  readonly verdicts: readonly Verdict[]
  readonly error: { code: string | undefined; message: string; hint: string | undefined } | null
}

async function checkAll(args: Arguments, terminal: Terminal): Promise<number> {
  const store = args.text('store') ?? DEFAULT_STORE
  const named = args.list('snapshot')
  const { living: saved, damaged }: Processes = named.length > 0 ? { living: named.map((name) => readSaved(name, store)), damaged: [] } : processesIn(store)
  const modules = args.positionals.map((file) => moduleIdOf(findFile(file)))
  const programs = await Promise.all(args.positionals.map((file) => loadModule(file))) as Partial<Program>[]
  const folder = args.text('archive')
  const archive = folder === undefined ? {} : { archive: await loadArchive(folder, saved.map(({ text }) => text)) }
  const migrations = programs.flatMap((program) => [...(program.migrations ?? [])])
  const permanents = programs.find((program) => program.permanents !== undefined)?.permanents
  const options = { migrations, ...archive, ...(permanents === undefined ? {} : { permanents }) }
  const isOurs = ({ header }: Saved): boolean => header === undefined || modules.includes(header.module) || modules.includes(moduleNow(header.module, migrations))
  const unread = damaged.map(({ name, problem }): Checked => ({ name, verdicts: [], error: inShort(problem) }))
  const checked = [...saved.filter(isOurs).map((one) => checkOne(one, options)), ...unread]
  const others = saved.filter((one) => !isOurs(one)).map(({ name }) => name)
  const refused = checked.some(({ verdicts, error }) => error !== null || verdicts.some(({ change }) => change === 'refused'))
  if (args.flag('json')) terminal.out(toJson({ checked: checked.map((one) => ({ ...one, verdicts: one.verdicts.map((verdict) => ({ ...verdict })) })), others, refused }))
  else tell(checked, others, refused, terminal)
  return refused ? 1 : 0
}

function checkOne({ name, text }: Saved, options: NonNullable<Parameters<typeof rehearse>[1]>): Checked {
  try {
    const { verdicts, error } = rehearse(text, options)
    return { name, verdicts, error: error === undefined ? null : inShort(error) }
  } catch (problem) {
    return { name, verdicts: [], error: inShort(problem) }
  }
}

function inShort(problem: unknown): NonNullable<Checked['error']> {
  const { code, message, hint } = inWords(problem)
  return { code, message, hint }
}

function tell(checked: readonly Checked[], others: readonly string[], refused: boolean, terminal: Terminal): void {
  const rows = checked.flatMap(({ name, verdicts, error }) => {
    const lines = verdicts.map(({ tasklet, function: fn, label, change, details }) => [name, tasklet || '-', fn, label || '-', change, details])
    if (error !== null) lines.push([name, '-', '-', '-', 'refused', `${error.message} [${error.code ?? 'ERROR'}]`])
    return lines.length > 0 ? lines : [[name, '-', '-', '-', 'same', '']]
  })
  if (rows.length > 0) for (const line of table([['SAVED', 'TASKLET', 'FUNCTION', 'LABEL', 'VERDICT', ''], ...rows])) terminal.out(line.trimEnd())
  const hints = new Set(checked.flatMap(({ verdicts, error }) => [...verdicts.map(({ hint }) => hint), error?.hint ?? '']).filter((hint) => hint !== ''))
  for (const hint of hints) terminal.note(`${terminal.paint('cyan', 'hint:')} ${plain(hint)}`)
  if (others.length > 0) terminal.note(`not checked, of other programs: ${others.join(', ')}`)
  if (checked.length === 0) terminal.note('nothing to check')
  else terminal.note(refused ? terminal.paint('red', 'refused: this build can\'t go on with everything') : terminal.paint('green', 'all can go on'))
}
