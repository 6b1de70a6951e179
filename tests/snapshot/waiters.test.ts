// Those who wait on channels keep their places and what they send; also in a text of version 2, in which each of them had
// a transfer of its own.

import { readFileSync } from 'node:fs'
import test from 'ava'
import { checkInvariants } from '@stillframe/runtime/testing'
import { capture, describe, restore } from '@stillframe/snapshot'
import { world, type World } from './waiters.ts'

const versions = { 'of today': capture(world()), 'of version 2': readFileSync(new URL('./waiters-2.json', import.meta.url), 'utf8').trimEnd() }

for (const [name, text] of Object.entries(versions)) {
  test(`who waits on a channel goes on with what it waits for: a text ${name}`, (t) => {
    const { scheduler, wanted, full, awaited, chosen } = restore(text) as World
    checkInvariants(scheduler)
    t.deepEqual([wanted.balance, full.balance, awaited.balance, chosen.balance], [2, 1, -2, 0])
    t.deepEqual([wanted.poll()?.value, wanted.poll()?.value, wanted.poll()], ['a', 'b', undefined])
    t.deepEqual([full.poll()?.value, full.poll()?.value, full.poll()], [1, 2, undefined])
    t.true(awaited.offer('x'))
    awaited.close()
    const [, , , first, second, third] = scheduler.tasklets()
    chosen.offer('yours')
    scheduler.run()
    checkInvariants(scheduler)
    t.deepEqual([first?.result, second?.result, third?.result] as unknown[], [{ value: 'x', done: false }, { value: undefined, done: true }, { key: 'take', value: 'yours' }])
    t.is(scheduler.alive, 0)
  })

  test(`who waits on a channel is killed there: a text ${name}`, (t) => {
    const { scheduler, wanted, full, awaited, chosen } = restore(text) as World
    for (const tasklet of scheduler.tasklets()) tasklet.kill()
    scheduler.run()
    t.deepEqual([scheduler.alive, wanted.balance, full.balance, awaited.balance, chosen.balance], [0, 0, 0, 0, 0])
    t.is(full.buffered, 1)
  })

  test(`a restored world is captured as it was, and described: a text ${name}`, (t) => {
    const again = capture(restore(text))
    t.is(capture(restore(again)), again)
    t.is(again === text, name === 'of today')
    const { channels, tasklets } = describe(text)
    const waiting = Object.fromEntries(channels.map(({ balance, waiting }) => [waiting.join(' '), balance]))
    t.deepEqual(waiting, { 'sender sender': 2, sender: 1, 'reader reader': -2, 'chooser chooser': 0 })
    t.deepEqual(tasklets.slice(0, 2).map(({ waitsFor }) => waitsFor), ['send on a channel', 'send on a channel'])
  })
}
