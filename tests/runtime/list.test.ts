import test from 'ava'
import fc from 'fast-check'
import { List } from '../../packages/runtime/src/list.ts'

interface Member { name: number; next: Member | null; previous: Member | null }
const member = (name: number): Member => ({ name, next: null, previous: null })
const names = (list: List<Member>): number[] => list.toArray().map(({ name }) => name)

test('a list keeps its members in the order of push and unshift', (t) => {
  const list = new List<Member>()
  list.push(member(2))
  list.push(member(3))
  list.unshift(member(1))
  t.deepEqual(names(list), [1, 2, 3])
  t.is(list.length, 3)
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

test('List.from links the members in order', (t) => {
  t.deepEqual(names(List.from([1, 2, 3].map(member))), [1, 2, 3])
})

test('a list does what an array does, whatever the sequence of calls', (t) => {
  const operation = fc.oneof(
    fc.record({ kind: fc.constantFrom('push' as const, 'unshift' as const, 'shift' as const) }),
    fc.record({ kind: fc.constantFrom('remove' as const, 'at' as const), where: fc.nat(20) }),
  )
  fc.assert(fc.property(fc.array(operation, { maxLength: 40 }), (operations) => {
    const list = new List<Member>()
    const model: Member[] = []
    let next = 0
    for (const step of operations) {
      if (step.kind === 'push' || step.kind === 'unshift') {
        const fresh = member(next++)
        list[step.kind](fresh)
        model[step.kind](fresh)
      } else if (step.kind === 'shift') {
        if (list.shift() !== (model.shift() ?? null)) return false
      } else if (model.length > 0) {
        const index = (step as { where: number }).where % model.length
        if (list.at(index) !== model[index]) return false
        if (step.kind === 'remove') list.remove(model.splice(index, 1)[0] as Member)
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
