// A process that plays samples: a whole one, or one slice of one, from a snapshot to the next.
//
// Called by: lanes.ts (fork). Calls: compiled.ts, player.ts, @stillframe/snapshot.

import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { RunOptions, Scheduler } from '@stillframe/runtime'
import { compiledFile } from './compiled.ts'
import type { Answer, Order } from './lanes.ts'
import { takeLines } from './log.ts'
import { hostOf, play, slice, start, type SampleModule } from './player.ts'
import { directory } from './sample.ts'

interface Snapshot {
  capture(root: unknown): string
  restore(text: string): unknown
}

const snapshotPackage = '@stillframe/snapshot'
const GeneratorFunction = Object.getPrototypeOf(function* () {}) as object

async function work(order: Order): Promise<Answer> {
  const file = order.native ? path.join(directory, `${order.name}.ts`) : await compiledFile(order.name, order.kind === 'interrupted' ? 'every' : false)
  const sample = (await import(pathToFileURL(file).href)) as SampleModule
  const isNative = Object.getPrototypeOf(sample.default) === GeneratorFunction
  if (isNative !== order.native) throw new Error(isNative ? 'main was not compiled' : 'main was compiled: the loader of the tests must not do that')
  if (order.kind === 'whole') return { text: '', ...(await play(sample, order.options, undefined, () => (order.atOnce ? { maxSwitches: Infinity } : {}))) }
  const { capture, restore } = (await import(snapshotPackage)) as Snapshot
  if (order.kind === 'restored' || order.kind === 'interrupted') {
    let slices = 0
    const budget = (): RunOptions => (order.kind === 'interrupted' ? { maxOperations: 1 + (slices++ < 100 ? slices % 3 : slices), keepTurn: true } : {})
    const outcome = await play(sample, {}, (scheduler, host) => (restore(capture(scheduler)) as Scheduler).attach(host), budget)
    return { text: '', ...outcome, lines: outcome.lines.map((line) => line.replace('samples/interrupted/', 'samples/')) } // the id of this build
  }
  const errors: string[] = []
  const host = hostOf(sample, errors)
  takeLines()
  const scheduler = !order.text ? start(sample, host) : (restore(order.text) as Scheduler).attach(host)
  const reason = await slice(scheduler)
  return { text: reason === 'switches' ? capture(scheduler) : '', lines: takeLines(), errors, reason }
}

process.on('message', (order: Order) => {
  work(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})
