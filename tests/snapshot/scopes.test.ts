// Scopes taken out of their world: the owner brings its children along, a child leaves its scope behind.

import test from 'ava'
import { all, Scheduler, shield, sleep, withTimeout, type Tasklet } from '@stillframe/runtime'
import { context } from '@stillframe/runtime/context'
import { restart, supervise } from '@stillframe/runtime/supervision'
import { checkInvariants } from '@stillframe/runtime/testing'
import { capture, restore } from '@stillframe/snapshot'

type Any = any

function started(body: () => Any): { scheduler: Scheduler; tasklet: Tasklet } {
  const scheduler = new Scheduler({ clock: { now: () => 0 } })
  const tasklet = scheduler.spawn(body)
  scheduler.run()
  return { scheduler, tasklet }
}

test('a tasklet that waits in a scope is restored with its children, and adopted with them', (t) => {
  const { tasklet } = started(() => all([sleep(5), shield(sleep(10)), withTimeout(50, shield(sleep(20)))]))
  const copy = restore(capture(tasklet)) as Tasklet
  const other = new Scheduler({ clock: 'virtual' })
  other.adopt(copy)
  t.is(other.alive, 7)
  checkInvariants(other)
  t.is(other.run().reason, 'done')
  t.deepEqual(copy.result, [undefined, undefined, undefined])
  t.is(other.now, 20)
})

test('a scope whose children were skipped goes on without them', (t) => {
  for (const whole of [true, false]) {
    const { scheduler, tasklet } = started(() => withTimeout(50, all([sleep(10)])))
    const [owner] = scheduler.tasklets()
    const copy = restore(capture(whole ? [scheduler, tasklet] : [null, tasklet], { skip: (one) => (one as Tasklet).name !== owner?.name })) as [Scheduler | null, Tasklet]
    const world = (copy[0] ?? new Scheduler()).attach({ clock: 'virtual', onUncaught: () => {} })
    if (!whole) world.adopt(copy[1])
    checkInvariants(world)
    t.is(world.run().reason, 'done')
    t.is(copy[1].name, owner?.name)
    t.is((copy[1].error as { code: string }).code, 'CANCELLED')
  }
})

test('a child that is captured alone belongs to no scope any more', (t) => {
  const { scheduler } = started(() => all([sleep(5), sleep(10)]))
  const child = scheduler.tasklets()[1] as Tasklet
  t.is(child.ties.scope?.children.size, 2)
  const copy = restore(capture(child)) as Tasklet
  t.is(copy.ties.scope, null)
  const other = new Scheduler({ clock: 'virtual' })
  other.adopt(copy)
  t.is(other.run().reason, 'done')
})

test('a supervisor keeps its count of restarts', (t) => {
  const failing = (): Any => withTimeout(1, sleep(10))
  const scheduler = new Scheduler({ clock: 'virtual', onUncaught: () => {} })
  const user = context('user', 'nobody')
  scheduler.spawn(() => user.with('ann', supervise([failing], { limit: 2, backoffMs: 10 })))
  const seen: Any[] = []
  let copies = 0
  let world = scheduler
  for (; copies < 50; copies++) {
    if (world.run({ maxSwitches: 1 }).reason === 'done') break
    world = (restore(capture(world, { permanents: { failing } }), { permanents: { failing } }) as Scheduler).attach({ onUncaught: (error) => seen.push(error) })
    checkInvariants(world)
  }
  t.true(copies > 3 && copies < 50)
  t.is(world.alive, 0)
  t.is(seen[0].code, 'RESTART_LIMIT')
})

test('a restart that gives up says why', (t) => {
  const errors: Any[] = []
  const scheduler = new Scheduler({ clock: 'virtual', onUncaught: (error) => errors.push(error) })
  scheduler.spawn(() => restart(() => withTimeout(1, sleep(10)), { limit: 1 }))
  scheduler.run()
  t.is(errors[0].code, 'RESTART_LIMIT')
  t.is(errors[0].cause.code, 'TIMEOUT')
})
