// What a run came to: counts by suite, folder and mode, the verdict, and the page docs/conformance.md.
//
// Called by: the command. Calls: lists.ts.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { defaultFolders, type Suite } from './files.ts'
import { reasonOf } from './lists.ts'
import type { Mode, Outcome, Status } from './run.ts'

export type Counts = Record<Status, number> & { compiled: number }

export function count(outcomes: readonly Outcome[]): Counts {
  const counts: Counts = { pass: 0, fail: 0, refused: 0, aside: 0, skipped: 0, compiled: 0 }
  for (const { status, compiled } of outcomes) {
    counts[status]++
    if (compiled) counts.compiled++
  }
  return counts
}

export interface Page {
  readonly commit: string
  readonly node: string
  readonly outcomes: readonly Outcome[]
  readonly known: ReadonlyMap<string, string>
}

const titles: Record<Suite, string> = {
  plain: 'Files as they are',
  lifted: 'Lifted: suspended between statements',
  operands: 'Lifted: suspended between statements and operands',
}

const modes = ['compiled', 'roundtrip'] as const

/** Replaces what stands between `<!-- test262:start -->` and `<!-- test262:end -->` of the page. */
export function writePage(file: string, page: Page): void {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '<!-- test262:start -->\n<!-- test262:end -->\n'
  const [before, rest] = text.split('<!-- test262:start -->') as [string, string]
  const after = rest.split('<!-- test262:end -->')[1] as string
  writeFileSync(file, `${before}<!-- test262:start -->\n${sections(page)}<!-- test262:end -->${after}`)
}

function sections({ commit, node, outcomes, known }: Page): string {
  const lines = [`test262 at commit \`${commit}\`, Node ${node}.`, '']
  for (const suite of ['plain', 'lifted', 'operands'] as const) {
    const mine = outcomes.filter((outcome) => outcome.suite === suite)
    if (mine.length > 0) lines.push(`### ${titles[suite]}`, '', ...table(suite, mine), '')
  }
  lines.push('### Refused', '', ...refusals(outcomes), '', '### Failures', '', ...failures(outcomes, known), '')
  return lines.join('\n')
}

function table(suite: Suite, outcomes: readonly Outcome[]): string[] {
  const lines = ['| folder | files | not run | set aside | refused | compiled: pass / fail | roundtrip: pass / fail |', '| --- | ---: | ---: | ---: | ---: | ---: | ---: |']
  const rows = defaultFolders[suite].map(({ folder }) => [folder, outcomes.filter(({ file }) => file.startsWith(`${folder}/`))] as const)
  for (const [name, each] of [...rows, ['**all**', outcomes] as const]) if (each.length > 0) lines.push(row(name, each))
  return lines
}

function row(name: string, outcomes: readonly Outcome[]): string {
  const [compiled, roundtrip] = modes.map((mode) => count(outcomes.filter((outcome) => outcome.mode === mode))) as [Counts, Counts]
  const files = compiled.pass + compiled.fail + compiled.refused + compiled.aside + compiled.skipped
  return `| ${name} | ${[files, compiled.skipped, compiled.aside, compiled.refused, ...[compiled, roundtrip].map(({ pass, fail }) => `${pass} / ${fail}${rate(pass, fail)}`)].join(' | ')} |`
}

function rate(pass: number, fail: number): string {
  if (fail === 0) return ''
  return ` (${(Math.floor(pass / (pass + fail) * 10_000) / 100).toFixed(2)} %)`
}

function refusals(outcomes: readonly Outcome[]): string[] {
  const counts = new Map<string, number>()
  for (const { status, mode, detail, suite } of outcomes) {
    if (status === 'refused' && mode === 'compiled') counts.set(`${suite} | \`${detail}\``, (counts.get(`${suite} | \`${detail}\``) ?? 0) + 1)
  }
  return ['| suite | code | files |', '| --- | --- | ---: |', ...[...counts].map(([key, files]) => `| ${key} | ${files} |`)]
}

function failures(outcomes: readonly Outcome[], known: ReadonlyMap<string, string>): string[] {
  const byFile = new Map<string, Outcome[]>()
  for (const outcome of outcomes) {
    if (outcome.status !== 'fail') continue
    const key = `${outcome.suite} ${outcome.file}`
    byFile.set(key, [...(byFile.get(key) ?? []), outcome])
  }
  if (byFile.size === 0) return ['None.']
  return [...byFile.values()].map((each) => {
    const { suite, file, detail } = each[0] as Outcome
    return `* ${suite} \`${file}\` (${each.map(({ mode }) => mode).join(', ')}): ${reasonOf(known, { suite, file }) ?? `not explained: ${brief(detail)}`}`
  })
}

const brief = (detail = ''): string => (detail.length > 300 ? `${detail.slice(0, 300)} ...` : detail)

/** Lines for people: what failed, and counts by suite and mode. */
export function describe(outcomes: readonly Outcome[], known: ReadonlyMap<string, string>, wanted: readonly Mode[]): string[] {
  const lines: string[] = []
  for (const outcome of outcomes) {
    if (outcome.status === 'fail') lines.push(`✘ ${outcome.suite} ${outcome.mode} ${outcome.file}\n    ${brief(outcome.detail)}${reasonOf(known, outcome) === undefined ? '' : ' (known)'}`)
  }
  for (const suite of ['plain', 'lifted', 'operands'] as const) {
    for (const mode of wanted) {
      const mine = outcomes.filter((outcome) => outcome.suite === suite && outcome.mode === mode)
      if (mine.length === 0) continue
      const { pass, fail, refused, aside, skipped, compiled } = count(mine)
      lines.push(`${suite}, ${mode}: ${pass} passed (${compiled} of them with compiled code), ${fail} failed, ${refused} refused, ${aside} set aside, ${skipped} not run`)
    }
  }
  return lines
}
