import test from 'ava'
import { Random } from '../../packages/runtime/src/scheduler/random.ts'

test('the same seed gives the same sequence', (t) => {
  const a = new Random(7)
  const b = new Random(7)
  for (let i = 0; i < 100; i++) t.is(a.next(), b.next())
})

test('a source with the state of another goes on like it', (t) => {
  const a = new Random(1)
  a.next()
  const b = new Random(0)
  b.state = a.state
  t.is(b.next(), a.next())
})

test('the state is a 32-bit integer', (t) => {
  const random = new Random(2 ** 40 + 5)
  for (let i = 0; i < 100; i++) {
    random.next()
    t.is(random.state, random.state | 0)
  }
})

test('below gives every integer in its range, about equally often', (t) => {
  const random = new Random(3)
  const counts = [0, 0, 0, 0]
  for (let i = 0; i < 4000; i++) counts[random.below(4)]!++
  for (const count of counts) t.true(count > 850 && count < 1150)
})
