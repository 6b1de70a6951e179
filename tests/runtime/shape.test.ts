// Shape, not speed: what must hold for the loop to be fast, on a machine however loaded.
//
// Called by: AVA. Calls: shape/program.ts, in processes of its own.

import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import test from 'ava'

const program = fileURLToPath(new URL('./shape/program.ts', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))

interface Report {
  collections: number
  switches: number
  frames: number
  codes: number
  classes: number
}

/** The output of a world: what was said before the warm-up ended, and after. */
async function run(world: string): Promise<{ cold: string[]; warm: string[]; report: Report }> {
  const args = ['--no-warnings', '--expose-gc', '--allow-natives-syntax', '--trace-deopt', '--max-semi-space-size=16', '--import', './packages/stillframe/register.js', program, world]
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
    const bailouts = warm.filter((line) => line.includes('bailout (kind: deopt') && /#run|#turns|#step|advance|perform|InPlace|counts|adds|pings|pongs/.test(line))
    t.true(bailouts.length <= 2, bailouts.join('\n'))
  })
}

// Everything at once. Code may be compiled again a few times while it is warm: the engine tries what it hopes for. What must
// not be is that the same code is thrown away for the same reason again and again.
test('mixed work: no code is compiled again and again, and frames have one hidden class', async (t) => {
  const { warm, report } = await run('mixed')
  const times = new Map<string, number>()
  for (const line of warm) {
    const what = /bailout \(kind: deopt-[^,]*, reason: ([^)]*)\).*<JSFunction ([^ >]*)/.exec(line)
    if (what !== null) times.set(`${what[2]}: ${what[1]}`, (times.get(`${what[2]}: ${what[1]}`) ?? 0) + 1)
  }
  for (const [what, count] of times) t.true(count <= 3, `${what} ${count} times in ${report.switches} switches`)
  t.true(report.frames > 300 && report.codes > 12, JSON.stringify(report))
  t.is(report.classes, 1, JSON.stringify(report))
})
