// One contender of a benchmark, in a process of its own: `node contender.js MODULE [SIZE...]` runs a round for each line on
// standard input and answers with one number. Contenders in other languages speak the same protocol (shared/serve.go, serve.lua).
//
//   CO1. A module exports `round(...sizes)`, which does some work and returns how many units it did (a promise is waited
//        for): the answer is nanoseconds per unit. Or `measure(...sizes)`, which returns the figure itself.
//   CO2. Nanoseconds are processor time of all threads of the process: what others do on the machine does not count, and
//        what its collector and compiler do beside it does.
//
// Called by: scripts/bench.js. Calls: a module of cases/.

import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const [file, ...sizes] = process.argv.slice(2)
const { round, measure } = await import(pathToFileURL(file).href)

async function figure() {
  if (measure !== undefined) return await measure(...sizes.map(Number))
  const before = process.cpuUsage()
  let units = round(...sizes.map(Number))
  if (typeof units !== 'number') units = await units
  const { user, system } = process.cpuUsage(before)
  return ((user + system) * 1000) / units
}

for await (const _line of createInterface({ input: process.stdin })) console.log(String(await figure()))
