// `main.js begin STATE`, `main.js go STATE [SWITCHES [ARCHIVE]]` (a little further, and saved again), `main.js burn`.

import { readFileSync, writeFileSync } from 'node:fs'
import { Scheduler, type Tasklet } from 'stillframe'
import { loadArchive } from 'stillframe/durable'
import { capture, restore } from 'stillframe/snapshot'
import { bakery, burn } from './orders.ts'

const [verb, file = '', switches = '1', code] = process.argv.slice(2)

if (verb === 'burn') {
  const world = new Scheduler()
  world.spawn(burn, { reason: 'too hot' })
  world.run()
}

function save(world: Scheduler): void {
  writeFileSync(file, capture(world))
}

if (verb === 'begin') {
  const world = new Scheduler({ clock: 'virtual' })
  world.spawn(bakery)
  save(world)
}

if (verb === 'go') {
  const text = readFileSync(file, 'utf8')
  const world = restore(text, code === undefined ? {} : { archive: await loadArchive(code, [text]) }) as Scheduler
  const tasklet = world.tasklets()[0] as Tasklet
  world.run({ maxSwitches: Number(switches) })
  save(world)
  console.log(tasklet.result ?? tasklet.status)
}
