// `pnpm bench [CASE...] [--json] [--rounds N] [--contenders A,B]`: Stillframe beside its peers, as ratios within one run.
//
//   B1. Each contender is a process of its own that is asked for a round in its turn, so that all of them live through the
//       same moments of a noisy machine, and none warms up or spoils the code of another.
//   B2. The first rounds warm up and don't count. What counts is the median; min and max say how much to trust it.
//   B3. A contender whose language or package is not installed is reported as missing, never left out in silence.
//   B4. The last line is the verdict; the exit code is 1 if a goal was missed.
//
// Called by: people. Calls: tests/bench.

import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { cases } from '../tests/bench/cases.js'
import { growth } from '../tests/bench/growth.js'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const folder = path.join(root, 'tests/bench')
const usage = `pnpm bench [CASE...] [--json] [--rounds N] [--contenders A,B]

  CASE            one or more of: ${cases.map(({ name }) => name).join(', ')} (default: all);
                  or growth: how cost grows with the number of tasklets, with pictures in docs/plots
  --json          print { cases: [{ name, unit, results: { [contender]: { median, min, max } } }] }
  --rounds N      rounds that count, each contender in turn (default 9)
  --contenders L  only these, separated by commas`

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, rounds: { type: 'string', default: '9' }, contenders: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
})
if (options.help) {
  console.log(usage)
  process.exit(0)
}
if (positionals.includes('growth')) {
  growth(options)
  process.exit(0)
}
const rounds = Number(options.rounds)
const unknown = positionals.filter((name) => !cases.some((one) => fits(one, name)))
if (unknown.length > 0 || !(rounds >= 1)) {
  console.error(unknown.length > 0 ? `no case is called ${unknown.join(', ')}\n` : `--rounds needs a number, not ${options.rounds}\n`)
  console.error(usage)
  process.exit(2)
}

/** `snapshot` stands for all cases whose names begin so. */
function fits({ name }, wanted) {
  return name === wanted || name.startsWith(`${wanted}-`)
}

const WARM_UP = 2
const plain = ['--import', path.join(root, 'packages/stillframe/register/strip-only.js')]
const compiled = ['--import', path.join(root, 'packages/stillframe/register.js')]

/** The commands of a case's contenders; null where something is not installed. BC1 */
function contendersOf({ name, compiled: compiledOnly }) {
  const list = []
  const node = (loader, file) => [process.execPath, ['--no-warnings', '--expose-gc', ...loader, path.join(folder, 'contender.js'), file]]
  for (const file of readdirSync(path.join(folder, 'cases', name)).sort()) {
    const full = path.join(folder, 'cases', name, file)
    const { name: contender, ext } = path.parse(file)
    if (['bodies', 'program'].includes(contender)) continue
    if (file === 'stillframe.ts' && !compiledOnly) list.push(['stillframe', node(compiled, full)], ['stillframe native', node(plain, full)])
    else if (ext === '.go') list.push([contender, go(name, full)])
    else if (ext === '.lua') list.push(...['lua5.4', 'luajit'].map((command) => [command, has(command) ? [command, [full]] : null]))
    else list.push([contender, node(contender === 'native' ? plain : compiled, full)])
  }
  const only = options.contenders?.split(',')
  return only === undefined ? list : list.filter(([contender]) => only.includes(contender))
}

function has(command) {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0
}

function go(name, file) {
  if (!has('go')) return null
  const binary = path.join(folder, '.out', name)
  mkdirSync(path.dirname(binary), { recursive: true })
  const built = spawnSync('go', ['build', '-o', binary, file], { env: { ...process.env, GO111MODULE: 'off', GOFLAGS: '' }, encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`go build ${file}:\n${built.stderr}`)
  return [binary, []]
}

/** A running contender: `ask()` gives the figure of one round. B1 */
function start([command, args]) {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, GOMAXPROCS: '1' }, stdio: ['pipe', 'pipe', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (data) => { complaint += data })
  child.stdin.on('error', () => {})
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async ask() {
      child.stdin.write('round\n')
      const { value, done } = await lines.next()
      if (done || Number.isNaN(Number(value))) throw new Error(complaint.trim() || `said ${value}`)
      return Number(value)
    },
    stop: () => child.stdin.end(),
  }
}

async function measure(one) {
  const results = {}
  const running = []
  for (const [contender, command] of contendersOf(one)) {
    if (command === null) results[contender] = { missing: 'not installed' }
    else running.push({ contender, process: start(command), figures: [] })
  }
  for (let i = 0; i < WARM_UP + rounds; i++) {
    for (const entry of running) {
      if (results[entry.contender] !== undefined) continue
      try {
        const figure = await entry.process.ask()
        if (i >= WARM_UP) entry.figures.push(figure) // B2
      } catch (error) {
        const packageIsMissing = /ERR_MODULE_NOT_FOUND/.test(error.message)
        results[entry.contender] = packageIsMissing ? { missing: 'not installed' } : { failed: error.message }
      }
    }
    if (!options.json && process.stderr.isTTY) process.stderr.write(`\r${one.name}: round ${i + 1} of ${WARM_UP + rounds} `)
  }
  if (!options.json && process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  for (const { contender, process: child, figures } of running) {
    child.stop()
    if (results[contender] !== undefined) continue
    figures.sort((a, b) => a - b)
    results[contender] = { median: figures[figures.length >> 1], min: figures[0], max: figures.at(-1) }
  }
  return results
}

const missed = []
const all = []
for (const one of cases.filter(({ name }) => positionals.length === 0 || positionals.some((wanted) => fits({ name }, wanted)))) {
  const results = await measure(one)
  all.push({ name: one.name, unit: one.unit, results })
  if (!options.json) console.log(`\n${one.name}: ${one.title} (${one.unit})`)
  const base = results.stillframe?.median
  for (const [contender, { median, min, max, missing, failed }] of Object.entries(results)) {
    if (failed !== undefined) missed.push(`${one.name}: ${contender} failed: ${failed}`)
    if (options.json) continue
    if (median === undefined) console.log(`  ${contender.padEnd(20)} ${missing ?? `failed: ${failed}`}`)
    else console.log(`  ${contender.padEnd(20)} ${figure(median).padStart(10)}   ${figure(min)} to ${figure(max)}${base === undefined ? '' : `   stillframe / this = ${(base / median).toFixed(2)}`}`)
  }
  for (const [contender, most, of] of one.goals) {
    const ratio = results[contender]?.median / (of === undefined ? 1 : results[of]?.median)
    if (Number.isNaN(ratio)) continue
    const verdict = ratio <= most
    const against = of === undefined ? '' : ` / ${of}`
    if (!verdict) missed.push(`${one.name}: ${contender}${against} is ${ratio.toFixed(2)}, the goal is ${most}`)
    if (!options.json) console.log(`  ${verdict ? '✔' : '✘'} ${contender}${against} = ${ratio.toFixed(2)}, at most ${most}`)
  }
}
if (options.json) console.log(JSON.stringify({ cases: all }, null, 2))
const say = options.json ? console.error : console.log
for (const line of missed) say(`✘ ${line}`)
say(missed.length === 0 ? 'every goal reached' : `${missed.length} goals missed`)
process.exit(missed.length === 0 ? 0 : 1)

function figure(value) {
  return value >= 1000 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3)
}
