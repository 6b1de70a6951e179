// `pnpm bench [CASE...] [--json] [--rounds N] [--contenders A,B]`: Stillframe beside its peers, as ratios within one run.
//
//   B1. Each contender is a process of its own that is asked for a round in its turn, so that all of them live through the
//       same moments of a noisy machine, and none warms up or spoils the code of another. It starts when all before it have warmed
//       up: started at once, they would take the time in which the first is to warm up.
//   B2. The first rounds warm up and don't count: one, which answers when the program has started, and as many as begin within half
//       a second after it, in which engines compile and make room for what is young. Nine count, and as many more as begin within
//       five seconds: the shorter a round, the more of them it takes. A figure is the median of processor time
//       (CO2), a ratio the median of the ratios within each round: a machine that others use is slow for seconds, and a round is
//       shorter. Least and most say how much to trust it.
//   B3. A contender whose language or package is not installed, or which nobody wrote, is reported as missing, never left
//       out in silence. So is a goal that it would have been measured against.
//   B4. The runtime is the one that Node gets from the published package (scripts/build.js, B4), built anew.
//   B5. The last line is the verdict; the exit code is 1 if a goal was missed.
//   B6. All contenders run on one and the same processor, if the system has `taskset`: of two that others use as well, one may
//       be half as fast as the other, and a process stays where it is.
//
// Called by: people. Calls: tests/bench, build.js.

import { execFileSync, spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { cases } from '../tests/bench/cases.ts'
import { commandOf, contendersOf, root, start } from '../tests/bench/contenders.ts'
import { growth } from '../tests/bench/growth.js'

const usage = `pnpm bench [CASE...] [--json] [--rounds N] [--contenders A,B]

  CASE            one or more of: ${cases.map(({ name }) => name).join(', ')} (default: all);
                  or growth [MEASURE...]: how cost grows with the number of tasklets, with pictures in docs/plots
  --json          print { cases: [{ name, unit, results: { [contender]: { median, min, max } },
                  goals: [{ contender, of, most, median, min, max }] }] }
  --rounds N      so many rounds count, each contender in turn (default: 9, and as many more as begin within 5 seconds)
  --contenders L  only these, separated by commas`

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, rounds: { type: 'string' }, contenders: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
})
if (options.help) {
  console.log(usage)
  process.exit(0)
}
const growing = positionals[0] === 'growth'
const rounds = Number(options.rounds ?? 9)
const unknown = growing ? [] : positionals.filter((name) => !cases.some((one) => fits(one, name)))
if (unknown.length > 0 || !(rounds >= 1)) {
  console.error(unknown.length > 0 ? `no case is called ${unknown.join(', ')}\n` : `--rounds needs a number, not ${options.rounds}\n`)
  console.error(usage)
  process.exit(2)
}
execFileSync(process.execPath, ['scripts/build.js', 'runtime'], { cwd: root }) // B4
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --conditions=built`
if (growing) {
  growth(options, positionals.slice(1))
  process.exit(0)
}

/** `snapshot` stands for all cases whose names begin so. */
function fits({ name }, wanted) {
  return name === wanted || name.startsWith(`${wanted}-`)
}

/** B2 */
const WARM_UP_MS = 500
const COUNTED_MS = options.rounds === undefined ? 5000 : 0

/** Puts this process, and with it all that it starts, on the last processor that it may use. B6 */
function pin() {
  const pid = String(process.pid)
  const last = /(\d+)\s*$/.exec(spawnSync('taskset', ['-cp', pid], { encoding: 'utf8' }).stdout ?? '')?.[1]
  if (last !== undefined) spawnSync('taskset', ['-cp', last, pid])
}

pin()

/** B1, B2 */
async function warmUp(entry) {
  entry.process = start(entry.command)
  await entry.process.ask()
  const began = performance.now()
  while (performance.now() - began < WARM_UP_MS) await entry.process.ask()
}

async function count(entry) {
  entry.figures.push(await entry.process.ask())
}

async function measure(one) {
  const results = {}
  const running = []
  const only = options.contenders?.split(',')
  for (const contender of contendersOf(one)) {
    if (only !== undefined && !only.includes(contender.name)) continue
    const command = commandOf(contender, one.sizes)
    if (command === null) results[contender.name] = { missing: contender.file === null ? 'not written' : 'not installed' }
    else running.push({ contender: contender.name, command, process: null, figures: [] })
  }
  const figures = {}
  const goesOn = ({ contender }) => results[contender] === undefined
  const each = async (work) => {
    for (const entry of running.filter(goesOn)) {
      try {
        await work(entry)
      } catch (error) {
        const packageIsMissing = /ERR_MODULE_NOT_FOUND/.test(error.message)
        results[entry.contender] = packageIsMissing ? { missing: 'not installed' } : { failed: error.message }
      }
    }
  }
  await each(warmUp)
  const began = performance.now()
  for (let round = 1; running.some(goesOn) && (round <= rounds || performance.now() - began < COUNTED_MS); round++) {
    await each(count)
    if (!options.json && process.stderr.isTTY) process.stderr.write(`\r${one.name}: round ${round} `)
  }
  if (!options.json && process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  for (const entry of running) {
    entry.process.stop()
    if (results[entry.contender] !== undefined) continue
    figures[entry.contender] = entry.figures
    results[entry.contender] = spread(entry.figures)
  }
  return { results, figures }
}

function spread(values) {
  const sorted = values.toSorted((a, b) => a - b)
  return { median: sorted[sorted.length >> 1], min: sorted[0], max: sorted.at(-1) }
}

/** B2. Of who was not measured there is none. */
function ratio(ours, theirs) {
  return ours && theirs && spread(ours.map((figure, round) => figure / theirs[round]))
}

function inWords({ median, min, max }) {
  return `${figure(median)} (${figure(min)} to ${figure(max)})`
}

const missed = []
const unmeasured = []
const all = []
for (const one of cases.filter(({ name }) => positionals.length === 0 || positionals.some((wanted) => fits({ name }, wanted)))) {
  const { results, figures } = await measure(one)
  const goals = []
  all.push({ name: one.name, unit: one.unit, results, goals })
  if (!options.json) console.log(`\n${one.name}: ${one.title} (${one.unit})`)
  for (const [contender, { median, min, max, missing, failed }] of Object.entries(results)) {
    if (failed !== undefined) missed.push(`${one.name}: ${contender} failed: ${failed}`)
    if (options.json) continue
    const beside = contender === 'stillframe' ? undefined : ratio(figures.stillframe, figures[contender])
    if (median === undefined) console.log(`  ${contender.padEnd(20)} ${missing ?? `failed: ${failed}`}`)
    else console.log(`  ${contender.padEnd(20)} ${figure(median).padStart(10)}   ${figure(min)} to ${figure(max)}${beside ? `   stillframe / this = ${inWords(beside)}` : ''}`)
  }
  for (const [contender, most, of] of one.goals) {
    const against = of === undefined ? '' : ` / ${of}`
    const reached = of === undefined ? results[contender] : ratio(figures[contender], figures[of])
    if (reached?.median === undefined) {
      unmeasured.push(`${one.name}: ${contender}${against}`)
      continue
    }
    const verdict = reached.median <= most
    goals.push({ contender, of, most, ...reached })
    const said = `${contender}${against} = ${inWords(reached)}, at most ${most}`
    if (!verdict) missed.push(`${one.name}: ${said}`)
    if (!options.json) console.log(`  ${verdict ? '✔' : '✘'} ${said}`)
  }
}
if (options.json) console.log(JSON.stringify({ cases: all }, null, 2))
const say = options.json ? console.error : console.log
for (const line of unmeasured) say(`? ${line}: not measured, somebody is missing`)
for (const line of missed) say(`✘ ${line}`)
say(missed.length === 0 ? 'every goal that was measured is reached' : `${missed.length} goals missed`)
process.exit(missed.length === 0 ? 0 : 1)

function figure(value) {
  return value >= 1000 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3)
}
