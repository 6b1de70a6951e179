// The ratios that matter most, with generous bounds: three times what `pnpm bench` asks. Processor time, the least of some rounds
// in turn: a busy machine can only add to it, and adds to both.
//
// Called by: AVA. Calls: contenders of cases/, in processes of their own.

import test from 'ava'
import { cases, type Case } from './cases.ts'
import { commandOf, contendersOf, start, type Running } from './contenders.ts'

const ROUNDS = 8
/** Cases whose goals are against other modules, with sizes that take milliseconds. */
const sizes: Record<string, readonly number[]> = {
  switch: [1000, 200_000], iterate: [100_000], 'ping-pong': [30_000], call: [500_000], 'call-wide': [300_000], closures: [90_000], 'call-chain': [50, 50_000], 'depth-1000': [1000, 200_000], tick: [20_000, 200, 50],
}

function running(one: Case, name: string, sizes: readonly number[]): Running {
  return start(commandOf(contendersOf(one).find((contender) => contender.name === name)!, sizes)!)
}

for (const [name, bound] of Object.entries(sizes)) {
  const one = cases.find((one) => one.name === name)!
  for (const [contender, most, of] of one.goals) {
    if (of === undefined || contendersOf(one).find(({ name }) => name === of)?.kind === 'go' || of === 'thi-ng') continue
    test(`${name}: ${contender} / ${of}`, async (t) => {
      const ours = running(one, contender, bound)
      const theirs = running(one, of, bound)
      let least = Infinity
      let theirLeast = Infinity
      try {
        for (let i = 0; i < ROUNDS; i++) {
          least = Math.min(least, await ours.ask())
          theirLeast = Math.min(theirLeast, await theirs.ask())
        }
      } finally {
        ours.stop()
        theirs.stop()
      }
      const ratio = least / theirLeast
      t.true(ratio <= 3 * most, `${ratio.toFixed(2)} with sizes ${bound.join(', ')}; the goal is ${most}`)
    })
  }
}

// Bytes are no time: what fits the young generation, 16 MB, is not copied (docs/internals/hot-paths.md).
test('100,000 parked tasklets take at most 175 bytes each, their place in a list included', async (t) => {
  const parked = running(cases.find(({ name }) => name === 'parked')!, 'stillframe', [100_000])
  const bytes = await parked.ask()
  parked.stop()
  t.true(bytes <= 175, `${bytes.toFixed(1)} bytes`)
})
