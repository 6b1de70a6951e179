// `write`: a world that leaves things behind in channels nobody waits on. `read`: what comes of its text in another process.

import { readFileSync } from 'node:fs'
import { Scheduler, sleep, type Tasklet } from 'stillframe'
import { capture, fork, restore, type SnapshotError } from 'stillframe/snapshot'
import * as boxes from './boxes.ts'
import { next } from './boxes.ts'

function* main(): Generator<unknown, unknown, unknown> {
  yield* boxes.orders.send('order-1')
  boxes.closed.close()
  boxes.level.set(5)
  yield* sleep(10)
  return [yield* next(), (yield* boxes.closed.next()).done, boxes.level.value]
}

const refused = (root: unknown): string => {
  try { return capture(root) } catch (error) { return (error as SnapshotError).path }
}

if (process.argv[2] === 'write') {
  const world = new Scheduler({ clock: 'virtual' })
  const tasklet = world.spawn(main)
  world.run({ maxSwitches: 1 })
  const text = capture({ world, tasklet })
  const copy = fork(world)
  copy.run()
  const shared = boxes.orders.buffered // the copy has taken it from the one they share
  boxes.orders.offer('order-1')
  const alone = capture(tasklet).includes('order-1')
  boxes.orders.offer({ socket: new WeakMap() })
  const path = refused(world)
  console.log(JSON.stringify({ text, again: capture(restore(text)) === text, alone, shared, path }))
} else {
  const { world, tasklet } = restore<{ world: Scheduler; tasklet: Tasklet }>(readFileSync(0, 'utf8'))
  world.run()
  console.log(JSON.stringify({ result: tasklet.result, untouched: boxes.untouched.buffered }))
}
