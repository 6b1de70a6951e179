// The command `pnpm test262`: files of a test262 checkout through the compiler, compiled and roundtrip.
//
//   TT1. The last line on stdout is the verdict; the exit code is 1 if a failure is not known, or a file that must pass does not.
//   TT2. With --json, stdout is one JSON value, and the verdict is its field.
//
// Called by: people, CI. Calls: test262/*.ts.

import { readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { commitOf, defaultFolders, filesOf, isCheckout, noCheckout, suites, type Folder, type Suite } from './test262/files.ts'
import { merge, readKnown, readMustPass, regressions, writeMustPass } from './test262/lists.ts'
import { runAll } from './test262/pool.ts'
import { count, describe, writePage } from './test262/report.ts'
import type { Job, Mode, Outcome } from './test262/run.ts'

const here = path.dirname(fileURLToPath(import.meta.url))

const help = `usage: pnpm test262 --dir CHECKOUT [--folder F]... [--mode native|compiled|roundtrip]... [--suite plain|lifted|operands]... [--json]

Runs files of test262 through the compiler, each in realms of its own, and says for each: pass, refused (with a code), aside
(this Node fails it natively, or it changes its meaning by being lifted), skipped, or fail.

  --dir CHECKOUT    where test262 is
  --folder F        a folder or file below CHECKOUT/test; default: those of the suite
  --mode M          native: this Node alone. compiled. roundtrip: every suspended compiled generator is captured, restored and
                    continued from the copy. Default: compiled and roundtrip
  --suite S         plain: files as they are. lifted: inside a tasklet, suspended between statements. operands: between the operands of
                    expressions too. Default: plain; all of them if no folder is named either
  --workers N       processes; default: the number of cores
  --json            outcomes as JSON
  --from FILE       outcomes of an earlier run with --json instead of a run; several files are put together, a later one counts for
                    what both hold
  --write-lists     writes must-pass.txt anew for the files that were run
  --write-docs      writes the tables of docs/conformance.md
  --list FILE       instead of tests/conformance/must-pass.txt (tests use it)

${noCheckout}`

const { values } = parseArgs({
  options: {
    dir: { type: 'string' }, folder: { type: 'string', multiple: true }, mode: { type: 'string', multiple: true }, suite: { type: 'string', multiple: true },
    workers: { type: 'string' }, json: { type: 'boolean' }, list: { type: 'string' }, from: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' },
    'write-lists': { type: 'boolean' }, 'write-docs': { type: 'boolean' },
  },
})

process.exitCode = await main()

async function main(): Promise<number> {
  if (values.help) return say(0, help)
  if (values.dir === undefined) return complain(`which test262? --dir is missing\n\n${noCheckout}`)
  const { dir } = values
  if (!isCheckout(dir)) return complain(`${dir} is no checkout of test262\n\n${noCheckout}`)
  if (values.from !== undefined) return verdict(dir, ['compiled', 'roundtrip'], earlier(values.from))
  const modes = (values.mode ?? ['compiled', 'roundtrip']) as Mode[]
  const wanted = (values.suite ?? (values.folder === undefined ? suites : ['plain'])) as Suite[]
  const wrong = modes.find((mode) => !['native', 'compiled', 'roundtrip'].includes(mode)) ?? wanted.find((suite) => !suites.includes(suite))
  if (wrong !== undefined) return complain(`there is no mode or suite "${wrong}"\n\n${help}`)
  const jobs = wanted.flatMap((suite) => {
    const folders: readonly Folder[] = values.folder?.map((folder) => ({ folder: folder.replace(/^test\//, '').replace(/\/+$/, '') })) ?? defaultFolders[suite]
    return folders.flatMap((folder) => filesOf(dir, folder)).map((file): Job => ({ file, suite, modes }))
  })
  if (jobs.length === 0) return complain('no file: the checkout has no such folder')
  const outcomes = await runAll(dir, jobs, Number(values.workers ?? os.availableParallelism()), progress(jobs.length))
  return verdict(dir, modes, outcomes)
}

function earlier(files: readonly string[]): Outcome[] {
  const all = files.flatMap((file) => (JSON.parse(readFileSync(file, 'utf8')) as { outcomes: Outcome[] }).outcomes)
  return [...new Map(all.map((outcome) => [`${outcome.suite} ${outcome.mode} ${outcome.file}`, outcome])).values()]
}

function verdict(dir: string, modes: readonly Mode[], outcomes: readonly Outcome[]): number {
  const list = values.list ?? path.join(here, 'must-pass.txt')
  const mustPass = readMustPass(list)
  const known = readKnown(path.join(path.dirname(list), 'known-failures.txt'))
  const broken = regressions(outcomes, mustPass)
  const { pass, fail, refused, aside, skipped } = count(outcomes)
  const unknown = outcomes.filter(({ status, suite, file }) => status === 'fail' && !known.has(`${suite} ${file}`)).length
  const good = broken.length === 0 && unknown === 0 && pass > 0
  const line = `${pass} passed, ${fail} failed (${fail - unknown} of them known), ${refused} refused, ${aside} set aside, ${skipped} not run, ${broken.length} regressions: ${good ? 'good' : 'bad'}`
  const commit = commitOf(dir)
  if (values['write-docs']) writePage(path.join(here, '../../docs/conformance.md'), { commit, node: process.version, outcomes, known })
  if (values['write-lists']) {
    const { passing, run } = merge(outcomes)
    writeMustPass(list, [...[...mustPass].filter((key) => !run.has(key)), ...passing])
  }
  if (values.json) return say(good ? 0 : 1, JSON.stringify({ commit, node: process.version, modes, verdict: line, good, outcomes }))
  for (const text of describe(outcomes, known, modes)) console.log(text)
  for (const key of merge(outcomes).passing) if (known.has(key)) console.log(`passes now, and is listed as a known failure: ${key}`)
  for (const { suite, mode, file, detail } of broken) console.log(`regression: ${suite} ${mode} ${file}: ${String(detail).slice(0, 300)}`)
  return say(good ? 0 : 1, line)
}

function say(code: number, text: string): number {
  console.log(text)
  return code
}

function complain(text: string): number {
  console.error(text)
  return 2
}

function progress(total: number): (done: number) => void {
  let shown = Date.now()
  return (done) => {
    if (Date.now() - shown < 10_000 && done < total) return
    shown = Date.now()
    console.error(`${done} of ${total} files`)
  }
}
