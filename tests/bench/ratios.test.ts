// The ratios that matter most, with generous bounds: three times what `pnpm bench` asks. Processor time, the least of some rounds
// in turn: a busy machine can only add to it, and adds to both.
//
// Called by: AVA. Calls: contenders of cases/, in processes of their own.

import test from 'ava'
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { cases, type Case } from './cases.ts'
import { commandOf, contendersOf, environment, root } from './contenders.ts'

const ROUNDS = 8
/** Cases whose goals are against other modules, with sizes that take milliseconds. */
const sizes: Record<string, readonly number[]> = {
  switch: [1000, 200_000], iterate: [100_000], 'ping-pong': [30_000], call: [500_000], 'call-wide': [300_000], closures: [90_000], 'call-chain': [50, 50_000], 'depth-1000': [1000, 200_000], tick: [20_000, 200, 50],
}

class Running {
  least = Infinity
  readonly process: ChildProcess
  readonly lines: AsyncIterator<string>

  constructor(one: Case, name: string, sizes: readonly number[]) {
    const contender = contendersOf(one).find((contender) => contender.name === name)!
    const [command, args] = commandOf(contender, sizes)!
    this.process = spawn(command, args, { cwd: root, env: environment, stdio: ['pipe', 'pipe', 'inherit'] })
    this.lines = createInterface({ input: this.process.stdout! })[Symbol.asyncIterator]()
  }

  async round(): Promise<void> {
    this.process.stdin!.write('round\n')
    this.least = Math.min(this.least, Number((await this.lines.next()).value))
  }
}

for (const [name, bound] of Object.entries(sizes)) {
  const one = cases.find((one) => one.name === name)!
  for (const [contender, most, of] of one.goals) {
    if (of === undefined || contendersOf(one).find(({ name }) => name === of)?.kind === 'go' || of === 'thi-ng') continue
    test(`${name}: ${contender} / ${of}`, async (t) => {
      const pair = [new Running(one, contender, bound), new Running(one, of, bound)] as const
      try {
        for (let i = 0; i < ROUNDS; i++) for (const running of pair) await running.round()
      } finally {
        for (const { process } of pair) process.stdin!.end()
      }
      const ratio = pair[0].least / pair[1].least
      t.true(ratio <= 3 * most, `${ratio.toFixed(2)} with sizes ${bound.join(', ')}; the goal is ${most}`)
    })
  }
}

// Bytes are no time: what fits the young generation, 16 MB, is not copied (docs/internals/hot-paths.md).
test('100,000 parked tasklets take at most 175 bytes each, their place in a list included', async (t) => {
  const running = new Running(cases.find(({ name }) => name === 'parked')!, 'stillframe', [100_000])
  await running.round()
  running.process.stdin!.end()
  t.true(running.least <= 175, `${running.least.toFixed(1)} bytes`)
})
