// The traces that Stackless Python 3.7.5 recorded: 1,000 random programs, natively and compiled.

import test from 'ava'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { BadFile, difference, goldenFile, players, readPrograms } from './golden.ts'
import type { Program } from './player.ts'

for (const mode of ['native', 'compiled'] as const) {
  test(`[${mode}] every golden program gives the trace that Stackless recorded`, async (t) => {
    const player = (await players())[mode]
    const failures = readPrograms(goldenFile).flatMap((program, i) => {
      const what = difference(program, player)
      return what === null ? [] : [`program ${i + 1}: ${what}`]
    })
    t.deepEqual(failures, [])
  })
}

test('a program with another trace fails, and says where', async (t) => {
  const [program] = readPrograms(goldenFile) as [Program]
  const trace = [...program.trace]
  trace[3] = 'something else'
  const { native } = await players()
  t.regex(difference({ ...program, trace }, native) ?? '', /^line 4: expected "something else", got /)
  t.regex(difference({ ...program, trace: program.trace.slice(0, 2) }, native) ?? '', /^line 3: expected the end, got /)
})

test('a file that holds no golden programs is refused with the reason', (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'golden-'))
  const file = path.join(folder, 'bad.json')
  const refused = (text: string, reason: RegExp): void => {
    writeFileSync(file, text)
    t.throws(() => readPrograms(file), { instanceOf: BadFile, message: reason }, text)
  }
  refused('[', /is no JSON/)
  refused('{}', /is no list of golden programs/)
  refused('[3]', /program 1 is no object/)
  refused('[{"chans":[],"trace":[],"scripts":{}}]', /program 1 has no script "M"/)
  refused('[{"chans":[],"trace":[],"scripts":{"M":[3]}}]', /has a script "M" that is no list/)
  t.throws(() => readPrograms(path.join(folder, 'none.json')), { instanceOf: BadFile, message: /can't be read/ })
  rmSync(folder, { recursive: true })
})
