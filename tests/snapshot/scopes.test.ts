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

test('a supervisor that was saved before it noted who failed goes on: a kill is no failure, a failure is', (t) => {
  const text = '{"stillframe":3,"sum":"1bbf5470","code":[["std:group","group","group"],["std:restart","restart","restart"]],"types":[["Scheduler","timers living counters"],["array"],["Sleep","tasklet ms dueMs order"],["Tasklet","id name top parkedOn","home",[0],"state",3],["Tasklet","id name top parkedOn spawner","home",[0],"state",3,"scope",[18]],["frame",0,1,"rest",0,0,"scope","tasklets"],["Rest","tasklet dueMs order scope"],["frame",0,4,"select",0,0,"scope"],["Select","tasklet keys arms waits"],["frame",1,1,"body",0,0,"intensity","body","failures","since"],["Scope","policy children rest"],["object","options","times"],["object","limit","withinMs","backoffMs","factor","maxBackoffMs"],["permanent","function"]],"strings":["anonymous","failing"],"objects":[[0,[1],[2],[3]],[1,[4],[5],[6],[7]],[-2,1,[[8],6],[[9],3],[[10],0]],[-4,2,{"r":[10,10,9,9]},[10,500,500,1000],[10,500,500,1000],[4,5,3,2]],[3,1,[-1],[11],[12]],[-2,4,[2,3],["slow",[-2]],{"r":[13,14]},{"r":[15,16]},{"c":[2,[-1]]}],[5,[17],[18],[19]],[6,[8],["Infinity"],1,[18]],[-2,7,{"c":[2,0]},[1000,10]],[-2,8,{"r":[9,10]},{"r":[20,23]},{"r":[21,24]},{"r":[22,25]}],[9,0,[28],[26],0,0],[10,"all",[27],[12]],[-9,1,[[9],0,[7],[7],0,[4],[4],[31],[9]],[[10],1,[6],[6],1,[5],[5],[32],[10]]],[11,[29],[30]],[12,1,60000,100,2,30000],[1],[-2,13,["slow",[-2]]]]}'
  const permanents = { slow: (): Any => withTimeout(1000, sleep(500)), failing: (): Any => withTimeout(10, sleep(500)) }
  for (const [victim, code, now, message] of [['slow', 'CANCELLED', 0, /"slow" was killed/], ['none', 'RESTART_LIMIT', 120, /after 1 restarts/]] as const) {
    const errors: Any[] = []
    const world = (restore(text, { permanents }) as Scheduler).attach({ clock: 'virtual', onUncaught: (error) => errors.push(error) })
    checkInvariants(world)
    world.tasklets().find(({ name }) => name === victim)?.kill()
    world.run()
    t.deepEqual([errors.length, errors[0].code, world.now], [1, code, now])
    t.regex(errors[0].message, message)
  }
})
