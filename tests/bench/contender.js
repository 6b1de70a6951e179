// One contender of a benchmark, in a process of its own: `node contender.js MODULE` runs a round for each line on
// standard input and answers with one number. Contenders in other languages speak the same protocol.
//
//   CO1. A module exports `round()`, which does some work and returns how many units it did (a promise is waited for):
//        the answer is nanoseconds per unit. Or `measure()`, which returns the figure itself.
//
// Called by: scripts/bench.js. Calls: a module of cases/.

import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const { round, measure } = await import(pathToFileURL(process.argv[2]).href)

async function figure() {
  if (measure !== undefined) return await measure()
  const started = process.hrtime.bigint()
  let units = round()
  if (typeof units !== 'number') units = await units
  return Number(process.hrtime.bigint() - started) / units
}

for await (const _line of createInterface({ input: process.stdin })) console.log(String(await figure()))
