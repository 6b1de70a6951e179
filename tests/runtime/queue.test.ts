import test from 'ava'
import { Random } from '../../packages/runtime/src/scheduler/random.ts'
import { filled } from '../../packages/runtime/src/scheduler/ring.ts'
import { Queue } from '../../packages/runtime/src/channels/queue.ts'

test('values come out in the order in which they went in, across any number of wraps and growths', (t) => {
  const queue = new Queue<number>()
  const model: number[] = []
  const random = new Random(1)
  for (let i = 0; i < 20_000; i++) {
    if (model.length > 0 && random.below(16) < (i % 4000 < 2000 ? 7 : 9)) {
      t.assert(queue.shift() === model.shift())
    } else {
      queue.push(i)
      model.push(i)
    }
    if (i % 97 === 0) t.deepEqual(queue.toArray(), model)
  }
  t.is(queue.length, model.length)
})

test('an emptied queue keeps nothing alive, and gives a large array back', (t) => {
  const queue = filled(new Queue<number>(), [1, 2, 3])
  while (queue.length > 0) queue.shift()
  t.true(queue.slots.every((slot) => slot === undefined))
  for (let i = 0; i < 5000; i++) queue.push(i)
  while (queue.length > 0) queue.shift()
  t.is(queue.slots.length, 0)
})
