// Every sample in every mode. `MODE=restored` runs one mode, `SAMPLE=channels/` the samples whose name contains that.
//
//   native     the sample as it stands: generators of the engine. The oracle. One turn in each run, and all turns in one.
//   compiled   through the compiler, in both ways, too
//   restored   compiled; after every slice the whole scheduler is captured and restored, and the copy goes on
//   interrupted  compiled with a checkpoint in every round of every loop and at every entry; the budget is used up after
//              one to three of them, or operations; the copy that was captured and restored there keeps its turn and goes on
//   resumed    compiled; every slice runs in another process than the one before, from a snapshot
//   shuffled   compiled; any ready tasklet runs next, for seeds 1 to 5 (samples marked shuffle-safe)

import test, { type ExecutionContext } from 'ava'
import { Lanes } from './lanes.ts'
import type { Outcome } from './player.ts'
import { MODES, readSamples, type Mode, type Sample } from './sample.ts'

const lanes = new Lanes(2)
test.after.always(() => lanes.close())

const players: Record<Mode, (t: ExecutionContext, sample: Sample) => Promise<void>> = {
  async native(t, sample) {
    await playWhole(t, sample, true)
  },
  async compiled(t, sample) {
    await playWhole(t, sample, false)
  },
  async restored(t, sample) {
    compare(t, sample, await lanes.use((lane) => lane.ask({ kind: 'restored', name: sample.name, native: false })))
  },
  async interrupted(t, sample) {
    compare(t, sample, await lanes.use((lane) => lane.ask({ kind: 'interrupted', name: sample.name, native: false })))
  },
  async resumed(t, sample) {
    compare(t, sample, await lanes.use((lane) => lane.playInTurns(sample.name)))
  },
  async shuffled(t, sample) {
    for (const seed of [1, 2, 3, 4, 5]) {
      const order = { kind: 'whole', name: sample.name, native: false, options: { shuffle: true, seed } } as const
      compare(t, sample, await lanes.use((lane) => lane.ask(order)), ` (seed ${seed})`)
    }
  },
}

async function playWhole(t: ExecutionContext, sample: Sample, native: boolean): Promise<void> {
  for (const atOnce of [false, true]) {
    const order = { kind: 'whole', name: sample.name, native, atOnce } as const
    compare(t, sample, await lanes.use((lane) => lane.ask(order)), atOnce ? ' (in one run)' : '')
  }
}

function compare(t: ExecutionContext, sample: Sample, outcome: Outcome, which = ''): void {
  t.deepEqual(outcome.lines, sample.lines, `the log${which}`)
  t.deepEqual(outcome.errors, sample.errors, `the uncaught errors${which}`)
  t.is(outcome.reason, sample.deadlock ? 'deadlock' : 'done', `the end${which}`)
}

const samples = readSamples().filter((sample) => sample.name.includes(process.env['SAMPLE'] ?? ''))
const modes = MODES.filter((mode) => (process.env['MODE'] ?? mode) === mode)

test('every sample opens with a comment, and expects something', (t) => {
  const silent = samples.filter((sample) => !sample.source.startsWith('//') || sample.lines.length + sample.errors.length === 0)
  t.deepEqual(silent.map((sample) => sample.name), [])
})

for (const mode of modes) {
  for (const sample of samples) {
    if (sample.without[mode] !== undefined || (mode === 'interrupted' && sample.without.restored !== undefined) || (mode === 'shuffled' && !sample.shuffleSafe)) continue
    test(`[${mode}] ${sample.name}`, players[mode], sample)
  }
}
