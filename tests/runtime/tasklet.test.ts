import test from 'ava'
import { all, Cancelled, channel, current, Scheduler, spawn, Tasklet, TaskletExit } from '@stillframe/runtime'
import { context } from '@stillframe/runtime/context'
import { checkInvariants } from '@stillframe/runtime/testing'
import { settle, world, type Task } from './world.ts'

test('a tasklet goes through ready, running, parked and done', (t) => {
  const { scheduler } = world()
  const gate = channel<number>()
  const seen: string[] = []
  const tasklet = scheduler.spawn(function* (): Task<string> {
    seen.push(current().status)
    return `got ${yield* gate.receive()}`
  })
  t.is(tasklet.status, 'ready')
  scheduler.run()
  t.is(tasklet.status, 'parked')
  t.true(tasklet.alive)
  t.is(tasklet.parkedOn?.describe(), 'receive on a channel')
  scheduler.spawn(function* (): Task { yield* gate.send(1) })
  settle(scheduler)
  t.deepEqual([tasklet.status, tasklet.alive, tasklet.result, tasklet.error], ['done', false, 'got 1', undefined])
  t.deepEqual(seen, ['running'])
})

test('a failed tasklet keeps its error', (t) => {
  const { scheduler, errors } = world()
  const tasklet = scheduler.spawn(function* (): Task { throw new Error('broken') })
  settle(scheduler)
  t.is(tasklet.status, 'failed')
  t.is(tasklet.error, errors[0])
  t.is(tasklet.result, undefined)
})

test('killing a tasklet that waits runs nothing now, and its finally when its turn comes', (t) => {
  const { scheduler } = world()
  const seen: string[] = []
  const box = channel<number>()
  const tasklet = scheduler.spawn(function* (): Task {
    try {
      yield* box.receive()
    } finally {
      seen.push('finally')
    }
  })
  settle(scheduler)
  tasklet.kill()
  t.deepEqual(seen, [])
  t.is(tasklet.status, 'ready')
  t.is(box.balance, 0)
  settle(scheduler)
  t.deepEqual(seen, ['finally'])
  t.is(tasklet.status, 'killed')
  t.true(tasklet.error instanceof TaskletExit)
})

test('killing a tasklet that has not started, or has ended, runs nothing', (t) => {
  const { scheduler } = world()
  const tasklet = scheduler.spawn(function* (): Task { t.fail() })
  tasklet.kill()
  t.is(tasklet.status, 'killed')
  t.is(scheduler.alive, 0)
  tasklet.kill()
  t.is(settle(scheduler).reason, 'done')
})

test('who joins a killed tasklet gets Cancelled, before and after', (t) => {
  const { scheduler, errors } = world()
  const target = scheduler.spawn(function* (): Task { yield* channel<void>().receive() })
  scheduler.spawn(function* (): Task { yield* target.join() })
  settle(scheduler)
  target.kill()
  scheduler.spawn(function* (): Task { yield* target.join() })
  settle(scheduler)
  scheduler.spawn(function* (): Task { yield* target.join() })
  settle(scheduler)
  t.is(errors.length, 3)
  for (const error of errors) t.true(error instanceof Cancelled)
})

test('a tasklet can not join itself', (t) => {
  const { scheduler, errors } = world()
  scheduler.spawn(function* (): Task { yield* current().join() })
  settle(scheduler)
  t.like(errors[0], { code: 'JOIN_SELF' })
})

test('a joined error is not uncaught, an unjoined one is', (t) => {
  const { scheduler, errors } = world()
  function* fails(): Task { throw new Error('x') }
  scheduler.spawn(function* (): Task {
    const child = spawn(fails)
    yield* child.join()
  })
  settle(scheduler)
  t.is(errors.length, 1)
})

test('a killed joiner is forgotten by its target', (t) => {
  const { scheduler } = world()
  const gate = channel<void>()
  const target = scheduler.spawn(function* (): Task { yield* gate.receive() })
  const joiner = scheduler.spawn(function* (): Task { yield* target.join() })
  settle(scheduler)
  t.is(target.ties.joiners?.size, 1)
  joiner.kill()
  t.is(target.ties.joiners?.size, 0)
  settle(scheduler)
})

test('tasklets that are spawned alike share their ties', (t) => {
  const { scheduler } = world()
  const gate = channel<void>()
  function* waits(): Task { yield* gate.receive() }
  const [one, other] = [scheduler.spawn(waits), scheduler.spawn(waits)]
  t.is(one.ties, other.ties)
  const named = scheduler.spawn(waits)
  named.name = 'named'
  t.deepEqual([one, other, named].map(({ name }) => name), ['waits', 'waits', 'named'])
  const spawner = scheduler.spawn(function* spawner(): Task { for (let i = 0; i < 2; i++) yield* all([waits(), waits()]) })
  settle(scheduler)
  const [, , , , third, fourth] = scheduler.tasklets() as [Tasklet, Tasklet, Tasklet, Tasklet, Tasklet, Tasklet]
  t.is(third.ties, fourth.ties)
  t.like(third.ties, { home: scheduler, spawner: 'spawner', joiners: null })
  t.true(third.ties.scope?.children.has(fourth))
  t.deepEqual({ ...spawner.ties, name: 'waits' }, one.ties)
})

test('a context that is bound again and again, each time by who was spawned there, keeps one value', (t) => {
  const { scheduler } = world()
  const user = context<number>('user')
  const depths: number[] = []
  function* next(i: number): Task {
    yield* user.with(i, function* (): Task {
      let depth = 0
      for (let at = current().ties.context; at !== null; at = at.up) depth++
      depths.push(depth)
      if (i < 20) spawn(next, i + 1)
    })
  }
  scheduler.spawn(next, 0)
  settle(scheduler)
  t.deepEqual(depths, Array(21).fill(1))
})

test('what becomes of the ties of one is nothing to those who shared them', (t) => {
  const { scheduler } = world()
  const gate = channel<void>()
  const user = context<string>('user')
  function* waits(): Task { yield* gate.receive() }
  const [bound, joined, watched, other] = [scheduler.spawn(() => user.with('ann', waits)), scheduler.spawn(waits), scheduler.spawn(waits), scheduler.spawn(waits)]
  scheduler.spawn(function* (): Task { yield* joined.join() })
  void watched.promise()
  settle(scheduler)
  t.like(bound.ties, { context: { name: 'user', value: 'ann' }, joiners: null })
  t.is(joined.ties.joiners?.size, 1)
  t.is(watched.ties.joiners?.size, 1)
  t.like(other.ties, { context: null, joiners: null })
  t.is(other.ties, scheduler.spawn(waits).ties)
  checkInvariants(scheduler)
})

test('who is killed while no scheduler has it leaves what it waits for', (t) => {
  const { scheduler } = world()
  const gate = channel<void>()
  const waits = scheduler.spawn(function* (): Task { yield* gate.receive() })
  settle(scheduler)
  waits.ties = { ...waits.ties, home: null }
  waits.kill()
  t.is(waits.status, 'killed')
  t.is(gate.balance, 0)
})

test('a tasklet of no scheduler is paused, and joins the world that adopts it', (t) => {
  const { scheduler } = world()
  const other = new Scheduler()
  const tasklet = other.spawn(function* (): Task<number> { return 5 })
  t.throws(() => scheduler.adopt(tasklet), { code: 'FOREIGN_TASKLET' })
  const orphan = new Tasklet<number>(9, tasklet.top, { ...tasklet.ties, home: null })
  t.is(orphan.status, 'paused')
  t.is(scheduler.adopt(orphan), orphan)
  settle(scheduler)
  t.is(orphan.result, 5)
})

test('killing a tasklet of no scheduler ends it', (t) => {
  const orphan = new Tasklet(1, null, { ...new Scheduler().spawn(function* () {}).ties, home: null })
  orphan.kill()
  t.is(orphan.status, 'killed')
})

test('a kill out of a run in the midst of the turn of who is killed is no error of the killer', (t) => {
  const { scheduler } = world()
  const inner = new Scheduler()
  const seen: string[] = []
  const outer = scheduler.spawn(function* (): Task {
    inner.spawn(function* (): Task {
      outer.kill()
      seen.push('the killer goes on')
      yield
      seen.push('to its end')
    })
    t.is(inner.run().reason, 'done')
    seen.push('so does who was killed')
    try {
      yield
      seen.push('never')
    } finally {
      seen.push('cleaned')
    }
  })
  settle(scheduler)
  t.deepEqual(seen, ['the killer goes on', 'to its end', 'so does who was killed', 'cleaned'])
  t.is(outer.status, 'killed')
})
