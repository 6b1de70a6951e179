// Shape, not speed: what must hold for the loop to be fast, on a machine however loaded.
//
// Called by: AVA. Calls: shape/program.ts, in processes of its own.

import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import test from 'ava'
import { Frame } from '../../packages/runtime/src/frame.ts'
import { codeOf } from './hand.ts'

const program = fileURLToPath(new URL('./shape/program.ts', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))

/** The output of a world: what was said before the warm-up ended, and after. */
async function run(world: string): Promise<{ cold: string[]; warm: string[]; report: { collections: number; switches: number } }> {
  const args = ['--no-warnings', '--expose-gc', '--trace-deopt', '--max-semi-space-size=16', '--import', './packages/stillframe/register.js', program, world]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 1 << 26 })
  const lines = stdout.trim().split('\n')
  const from = lines.indexOf('warm')
  return { cold: lines.slice(0, from), warm: lines.slice(from, lines.indexOf('end')), report: JSON.parse(lines.at(-1) as string) as never }
}

// A switch that allocated a single small object (32 bytes) would fill the young generation, 48 MB, at least once in the
// 2,000,000 switches that are watched; one that allocates nothing never does.
for (const world of ['yields', 'channels']) {
  test(`${world}: no allocation per switch, and nothing is compiled again`, async (t) => {
    const { warm, report } = await run(world)
    t.true(report.collections <= 1, `${report.collections} garbage collections in ${report.switches} switches`)
    const bailouts = warm.filter((line) => line.includes('bailout (kind: deopt') && /#run|#slice|advance|perform|counts|adds|pings|pongs/.test(line))
    t.true(bailouts.length <= 2, bailouts.join('\n'))
  })
}

test('frames have one hidden class, whatever their code', (t) => {
  const step = (): void => {}
  const small = new Frame(codeOf('a', step))
  const large = new Frame({ ...codeOf('b', step), more: 6 })
  t.deepEqual(Object.keys(small), Object.keys(large))
  small.s0 = 'text'
  large.s3 = { any: 'thing' }
  large.up = small
  t.deepEqual(Object.keys(small), ['code', 'pc', 'up', 's0', 's1', 's2', 's3', 'more'])
})
