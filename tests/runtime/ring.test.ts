import test from 'ava'
import fc from 'fast-check'
import { filled, Ring } from '../../packages/runtime/src/scheduler/ring.ts'

interface Member { name: number; next: Member | null; previous: Member | null }
const member = (name: number): Member => ({ name, next: null, previous: null })
const names = (ring: Ring<Member>): number[] => ring.toArray().map(({ name }) => name)

test('who is pushed comes last, who is pushed next comes first, and who was first is the last', (t) => {
  const ring = filled(new Ring<Member>(), [1, 2, 3].map(member))
  ring.push(member(4))
  ring.pushNext(member(9))
  t.deepEqual(names(ring), [9, 2, 3, 4, 1])
})

test('the first moves to the end of another ring', (t) => {
  const [from, to] = [filled(new Ring<Member>(), [7, 8].map(member)), filled(new Ring<Member>(), [1, 2].map(member))]
  to.push(from.shift() as Member)
  t.deepEqual([names(from), names(to)], [[8], [1, 2, 7]])
  to.push(from.shift() as Member)
  t.deepEqual([names(from), names(to)], [[], [1, 2, 7, 8]])
  t.deepEqual([from.first, from.length, to.length], [null, 0, 4])
})

test('a turn makes the first the last', (t) => {
  const ring = filled(new Ring<Member>(), [1, 2, 3].map(member))
  ring.rotate()
  t.deepEqual(names(ring), [2, 3, 1])
  new Ring<Member>().rotate()
})

test('a ring does what an array does, whatever the sequence of calls', (t) => {
  const operation = fc.record({ kind: fc.constantFrom('push' as const, 'moves' as const, 'pushNext' as const, 'rotate' as const, 'shift' as const, 'remove' as const), where: fc.nat(20) })
  fc.assert(fc.property(fc.array(operation, { maxLength: 60 }), (operations) => {
    const ring = new Ring<Member>()
    const other = new Ring<Member>()
    let model: Member[] = []
    let otherModel: Member[] = []
    let next = 0
    for (const { kind, where } of operations) {
      const at = model.length === 0 ? -1 : where % model.length
      if (kind === 'push') {
        model.push(member(next++))
        ring.push(model.at(-1) as Member)
      } else if (kind === 'moves') {
        if (at < 0) continue
        otherModel.push(model.shift() as Member)
        other.push(ring.shift() as Member)
      } else if (kind === 'pushNext') {
        const fresh = member(next++)
        model = [fresh, ...model.slice(1), ...model.slice(0, 1)]
        ring.pushNext(fresh)
      } else if (kind === 'rotate') {
        model = [...model.slice(1), ...model.slice(0, 1)]
        ring.rotate()
      } else if (kind === 'shift') {
        t.is(ring.shift(), model.shift() ?? null)
      } else if (at >= 0 && kind === 'remove') {
        ring.remove(model.splice(at, 1)[0] as Member)
      }
      t.is(ring.length, model.length)
      t.is(ring.first, model[0] ?? null)
      t.deepEqual(names(ring), model.map(({ name }) => name))
      t.deepEqual(names(other), otherModel.map(({ name }) => name))
    }
  }))
})
