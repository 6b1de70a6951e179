import test from 'ava'
import fc from 'fast-check'
import { filled, List } from '../../packages/runtime/src/list.ts'

interface Member { name: number; next: Member | null; previous: Member | null }
const member = (name: number): Member => ({ name, next: null, previous: null })
const names = (list: List<Member>): number[] => list.toArray().map(({ name }) => name)

test('a list keeps its members in the order of push', (t) => {
  const list = new List<Member>()
  list.push(member(1))
  list.push(member(2))
  t.deepEqual(names(list), [1, 2])
  t.is(list.length, 2)
})

test('shift of an empty list gives null', (t) => {
  const list = new List<Member>()
  t.is(list.shift(), null)
  list.push(member(1))
  t.is(list.shift()?.name, 1)
  t.is(list.shift(), null)
  t.is(list.first, null)
  t.is(list.last, null)
})

test('a list is filled in order', (t) => {
  t.deepEqual(names(filled(new List<Member>(), [1, 2, 3].map(member))), [1, 2, 3])
})

test('a list does what an array does, whatever the sequence of calls', (t) => {
  const operation = fc.oneof(
    fc.record({ kind: fc.constantFrom('push' as const, 'shift' as const) }),
    fc.record({ kind: fc.constant('remove' as const), where: fc.nat(20) }),
  )
  fc.assert(fc.property(fc.array(operation, { maxLength: 40 }), (operations) => {
    const list = new List<Member>()
    const model: Member[] = []
    let next = 0
    for (const step of operations) {
      if (step.kind === 'push') {
        const fresh = member(next++)
        list.push(fresh)
        model.push(fresh)
      } else if (step.kind === 'shift') {
        if (list.shift() !== (model.shift() ?? null)) return false
      } else if (model.length > 0) {
        const index = (step as { where: number }).where % model.length
        list.remove(model.splice(index, 1)[0] as Member)
      }
      const reversed: Member[] = []
      for (let link = list.last; link !== null; link = link.previous) reversed.push(link)
      if (list.length !== model.length || list.toArray().some((link, i) => link !== model[i])) return false
      if (reversed.reverse().some((link, i) => link !== model[i])) return false
    }
    return true
  }))
  t.pass()
})
