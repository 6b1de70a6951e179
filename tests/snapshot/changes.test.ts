// Code that changed between capture and restore: go on where it is safe, report it, refuse the rest by name.

import test, { type ExecutionContext } from 'ava'
import { Scheduler, type Tasklet } from '@stillframe/runtime'
import { codeTable } from '@stillframe/runtime/abi'
import { capture, restore, SnapshotError, type Verdict } from '@stillframe/snapshot'
import { define, orders, type Body } from './code.ts'

type Any = any

const original = (id: string): Body => ({
  id, params: ['a'], slots: ['a', 'b'], shape: 'shape1', body: 'body1',
  points: [['start', 1, 'a'], ['approve#1', 2, 'a', 'b']],
  run: ({ pc, slots, go }) => {
    slots['b'] = 'b'
    return pc === 0 ? go(1, undefined) : `old ${String(slots['a'])}`
  },
})

/** Captures a tasklet of the original, defines the changed body, restores; gives what was reported and the tasklet. */
function deploy(id: string, change: Partial<Body>): { verdicts: Verdict[]; tasklet: Tasklet; text: string } {
  const scheduler = new Scheduler()
  const tasklet = scheduler.spawn(define(original(id)).fn as Any, 'A')
  scheduler.run({ maxSwitches: 1 })
  const text = capture({ scheduler, tasklet })
  define({ ...original(id), ...change })
  const verdicts: Verdict[] = []
  const copy = restore(text, { report: (verdict) => verdicts.push(verdict) }) as { scheduler: Scheduler; tasklet: Tasklet }
  copy.scheduler.run()
  return { verdicts, tasklet: copy.tasklet, text }
}

test('the same body goes on, and nothing is reported', (t) => {
  const { verdicts, tasklet } = deploy('deploy.ts#same', {})
  t.is(tasklet.result, 'old A')
  t.deepEqual(verdicts, [])
})

test('another body of the same shape goes on with the new code, and is reported', (t) => {
  const { verdicts, tasklet } = deploy('deploy.ts#fixed', { body: 'body2', run: ({ slots }) => `new ${String(slots['a'])}` })
  t.is(tasklet.result, 'new A')
  t.like(verdicts[0], { function: 'deploy.ts#fixed', label: 'approve#1', change: 'body', tasklet: 'fixed', path: 'tasklet "fixed" (deploy.ts:2, at "approve#1")' })
  t.is(verdicts.length, 1)
})

test('a body with the same label and namesakes of all live slots goes on: points and slots are matched by name', (t) => {
  const { verdicts, tasklet } = deploy('deploy.ts#moved', {
    shape: 'shape2', body: 'body2', slots: ['x', 'y', 'b', 'c', 'z', 'a'],
    points: [['start', 1, 'a'], ['prepare#1', 2, 'a'], ['approve#1', 3, 'a', 'b']],
    run: ({ pc, slots }) => `${pc} ${String(slots['a'])} ${String(slots['b'])}`,
  })
  t.is(tasklet.result, '2 A b')
  t.is(verdicts[0]?.change, 'mapped')
})

test('a value that the new code no longer needs is dropped, if its slot still exists', (t) => {
  const { tasklet } = deploy('deploy.ts#less', {
    shape: 'shape2', body: 'body2', points: [['start', 1, 'a'], ['approve#1', 3, 'a']], run: ({ slots }) => `${String(slots['a'])} ${String(slots['b'])}`,
  })
  t.is(tasklet.result, 'A undefined')
})

function refused(t: ExecutionContext, id: string, change: Partial<Body>, expected: RegExp): void {
  const error = t.throws(() => deploy(id, change), { instanceOf: SnapshotError }) as SnapshotError
  t.is(error.code, 'CODE_CHANGED')
  t.regex(error.message, expected)
}

test('a label that is gone is refused by name', (t) => {
  refused(t, 'deploy.ts#unlabelled', { shape: 'shape2', body: 'body2', points: [['start', 1, 'a'], ['approved#1', 2, 'a', 'b']] },
    /^tasklet .* \(deploy\.ts:2, at "approve#1"\): the code of unlabelled has changed, and a frame waiting at "approve#1" can't go on: there is no such label any more/)
})

test('a variable that is gone is refused by name', (t) => {
  refused(t, 'deploy.ts#renamed', { shape: 'shape2', body: 'body2', slots: ['a', 'total'], points: [['start', 1, 'a'], ['approve#1', 2, 'a']] }, /its variable "b" is gone/)
})

test('a variable that was not saved is refused by name', (t) => {
  refused(t, 'deploy.ts#more', { shape: 'shape2', body: 'body2', slots: ['a', 'b', 'tax'], points: [['start', 1, 'a'], ['approve#1', 2, 'a', 'b', 'tax']] }, /its variable "tax" has no saved value/)
})

test('a function that is unknown is refused, naming tasklet and function', (t) => {
  const scheduler = new Scheduler()
  const tasklet = scheduler.spawn(define(original('deploy.ts#gone')).fn as Any, 'A')
  tasklet.name = 'checkout'
  scheduler.run({ maxSwitches: 1 })
  const text = capture(tasklet)
  codeTable.codes.delete('deploy.ts#gone')
  const error = t.throws(() => restore(text), { instanceOf: SnapshotError }) as SnapshotError
  t.is(error.code, 'FUNCTION_UNKNOWN')
  t.is(error.message, 'tasklet "checkout" (deploy.ts:2, at "approve#1"): no function "deploy.ts#gone" is registered. Import the module that defines it, compiled, before you restore; deploy.ts#same has the same body: if it was renamed, declare { function: "deploy.ts#gone", to: "deploy.ts#same" }.')
})

test('a report that throws ends the restore before anything is touched, with its own error', (t) => {
  const scheduler = new Scheduler()
  const tasklet = scheduler.spawn(define(original('deploy.ts#thrown')).fn as Any, 'A')
  scheduler.run({ maxSwitches: 1 })
  orders.closed = true
  const text = capture({ tasklet, orders })
  orders.closed = false
  define({ ...original('deploy.ts#thrown'), body: 'body2' })
  const mine = new Error('enough')
  t.is(t.throws(() => restore(text, { report() { throw mine } })), mine)
  t.false(orders.closed)
  restore(text)
  t.true(orders.closed)
  orders.closed = false
})
