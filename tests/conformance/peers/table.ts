// `node --import ./packages/stillframe/register/strip-only.js tests/conformance/peers/table.ts`: the cases of the
// scorecard through other tools that lower generators, and through ours. Writes the section between `<!-- peers:start -->`
// and `<!-- peers:end -->` of docs/conformance.md.
//
//   PE1. The oracle is this Node, as everywhere. Cases where engines differ are left out, and those this Node can't parse.
//   PE2. A tool is right if every script of a case logs what it logs natively. What it refuses, or gives as text that no
//        engine parses, counts as wrong, and is told apart.
//   PE3. Cases run in child processes: what a tool makes of one may never end. That is wrong.
//
// Called by: people. Calls: tools.ts, ../differential.ts, ../cases.ts.

import { fork } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { casesOf, topics, type Case } from '../cases.ts'
import { compare } from '../differential.ts'
import { contenders, type Tool } from './tools.ts'

const LIMIT_MS = 60_000

type Outcome = 'right' | 'wrong' | 'bad output' | 'refused'

const page = fileURLToPath(new URL('../../../docs/conformance.md', import.meta.url))
const marks: Record<Outcome, string> = { right: '', wrong: 'wrong', 'bad output': 'no JavaScript', refused: 'refused' }

const parses = (syntax: string): boolean => {
  try {
    return Boolean(new Function(syntax))
  } catch {
    return false
  }
}

async function outcomeOf(one: Case, { lower }: Tool): Promise<Outcome> {
  const id = `${one.topic}-${one.name.replace(/\W+/g, '-')}.js`
  let lowered = false
  const difference = await compare(one.source, id, ['compiled'], {
    lower(source) {
      const text = lower(source, id)
      lowered = true
      return text
    },
  })
  if (difference === undefined) return 'right'
  if (!lowered) return 'refused'
  return difference.cause instanceof SyntaxError ? 'bad output' : 'wrong'
}

/** PE3: a child runs the cases from `first` on, and tells the outcome of each. */
function runChild(tool: number, first: number, note: (at: number, outcome: Outcome) => void): Promise<void> {
  return new Promise((resolve) => {
    const child = fork(fileURLToPath(import.meta.url), [String(tool), String(first)], { stdio: 'ignore' })
    let timer = setTimeout(() => child.kill(), LIMIT_MS)
    child.on('message', ([at, outcome]: [number, Outcome]) => {
      clearTimeout(timer)
      timer = setTimeout(() => child.kill(), LIMIT_MS)
      note(at, outcome)
    })
    child.on('exit', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

async function runTool(tool: number, count: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  while (outcomes.length < count) {
    const before = outcomes.length
    await runChild(tool, before, (at, outcome) => { outcomes[at] = outcome })
    if (outcomes.length < count) outcomes.push('wrong') // the case after the last that was told
    if (outcomes.length === before) throw new Error('a child told nothing')
  }
  return outcomes
}

/** The section: how many each has right, and a row for each case that somebody has wrong. */
function section(cases: readonly Case[], columns: readonly (readonly Outcome[])[]): string {
  const names = contenders.map(({ name }) => name)
  const count = (outcomes: readonly Outcome[], what: Outcome): number => outcomes.filter((outcome) => outcome === what).length
  const lines = [
    `The ${cases.length} cases of \`tests/conformance/scorecard\`, each driven by every script (a plain run, \`throw()\` and \`return()\` after each move). A case is right if all of its logs are those of Node ${process.versions.node} itself.`,
    'The cases are adversarial, and many were written because a compiler, ours too, had them wrong: ordinary programs fare better everywhere. A tool that lowers to ES5 also lowers classes and the rest; that is part of the comparison, because its generators depend on it.',
    '',
    '| | settings | right | wrong at run time | output no engine parses | refused |', '| --- | --- | --- | --- | --- | --- |',
    ...contenders.map(({ name, version, settings }, at) => {
      const outcomes = columns[at] as readonly Outcome[]
      return `| ${name} ${version} | ${settings} | ${count(outcomes, 'right')} of ${cases.length} | ${count(outcomes, 'wrong')} | ${count(outcomes, 'bad output')} | ${count(outcomes, 'refused')} |`
    }),
    '', 'Where one of them is wrong:', '',
    `| topic | case | ${names.join(' | ')} |`, `| --- | --- |${names.map(() => ' --- |').join('')}`,
  ]
  cases.forEach(({ topic, name }, at) => {
    const row = columns.map((outcomes) => outcomes[at] as Outcome)
    if (row.some((one) => one !== 'right')) lines.push(`| ${topic} | ${name.replaceAll('|', '\\|')} | ${row.map((one) => marks[one]).join(' | ')} |`)
  })
  return `${lines.join('\n')}\n`
}

function write(text: string): void {
  const start = '<!-- peers:start -->\n'
  const end = '<!-- peers:end -->\n'
  let old = existsSync(page) ? readFileSync(page, 'utf8') : '# Conformance\n'
  if (!old.includes(start)) old += `\n## Against other lowerings\n\n${start}${end}`
  const from = old.indexOf(start) + start.length
  writeFileSync(page, `${old.slice(0, from)}${text}${old.slice(old.indexOf(end))}`)
}

async function main(): Promise<void> {
  const cases = topics().flatMap(casesOf).filter(({ needs, enginesDiffer }) => enginesDiffer === undefined && (needs === undefined || parses(needs)))
  const [tool, first] = process.argv.slice(2).map(Number)
  if (tool !== undefined && first !== undefined) {
    for (const [at, one] of cases.entries()) if (at >= first) process.send?.([at, await outcomeOf(one, contenders[tool] as Tool)])
    process.exit()
  }
  const columns: Outcome[][] = []
  for (const [at, { name, version }] of contenders.entries()) {
    const outcomes = await runTool(at, cases.length)
    columns.push(outcomes)
    console.log(`${name} ${version}: ${outcomes.filter((outcome) => outcome === 'right').length} of ${cases.length}`)
  }
  write(section(cases, columns))
}

await main()
