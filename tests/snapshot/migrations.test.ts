import test from 'ava'
import { Migrations } from '../../packages/snapshot/src/upgrade/migrations.ts'

test('without a word, every name is what it was', (t) => {
  const none = new Migrations([])
  t.is(none.nameNow('orders.ts#checkout'), 'orders.ts#checkout')
  t.is(none.frame('orders.ts#checkout', 's', 'b', 'ask#1'), undefined)
  t.deepEqual(none.variables('orders.ts#checkout'), { slots: {}, initial: {} })
  t.is(none.upgrade('orders.ts#Cart'), undefined)
})

test('a name holds for all that is inside, the longest counts, modules come last', (t) => {
  const migrations = new Migrations([
    { module: 'orders.ts', to: 'shop/orders.ts' }, { function: 'orders.ts#pay', to: 'orders.ts#charge' }, { function: 'orders.ts#pay/retry', to: 'bank.ts#retry' }, { class: 'orders.ts#Cart', to: 'orders.ts#Basket' },
  ])
  const now = (id: string): string => migrations.nameNow(id)
  t.is(now('orders.ts#pay'), 'orders.ts#charge')
  t.is(now('orders.ts#pay/inner'), 'orders.ts#charge/inner')
  t.is(now('orders.ts#pay~2'), 'orders.ts#charge~2')
  t.is(now('orders.ts#pay/retry/x'), 'bank.ts#retry/x')
  t.is(now('orders.ts#Cart.prototype'), 'orders.ts#Basket.prototype')
  t.is(now('orders.ts#payment'), 'shop/orders.ts#payment', 'a name that begins alike is another')
  t.is(now('orders.ts'), 'shop/orders.ts')
  t.is(now('other/orders.ts#pay'), 'other/orders.ts#pay')
  t.is(now('orders.ts#pay/inner@1x2y3z'), 'orders.ts#pay/inner@1x2y3z', 'archived code keeps its names')
})

test('what was said about a frame is put together from all that fits', (t) => {
  const migrations = new Migrations([
    { function: 'a.ts#f', slots: { x: 'y' }, initial: { n: 1 } },
    { function: 'a.ts#f', label: 'ask#1', labels: { 'ask#1': 'try/ask#1' }, initial: { n: 2 } },
    { function: 'a.ts#f', from: 'body1', slots: { z: null } },
    { function: 'a.ts#g', slots: { x: 'no' } },
  ])
  const at = (label: string, body: string): unknown => migrations.frame('a.ts#f', 'shape', body, label)
  t.deepEqual(at('tell#1', 'body2'), { labels: {}, slots: { x: 'y' }, initial: { n: 1 }, migrate: undefined, first: false })
  t.deepEqual(at('ask#1', 'body1'), { labels: { 'ask#1': 'try/ask#1' }, slots: { x: 'y', z: null }, initial: { n: 2 }, migrate: undefined, first: true })
  t.deepEqual(migrations.variables('a.ts#f'), { slots: { x: 'y', z: null }, initial: { n: 2 } })
})

test('a version is named by either hash, and goes before the other rungs', (t) => {
  const migrations = new Migrations([{ function: 'a.ts#f', from: 'shape1', initial: { n: 1 } }])
  t.true(migrations.frame('a.ts#f', 'shape1', 'body', 'ask#1')?.first)
  t.is(migrations.frame('a.ts#f', 'shape2', 'body', 'ask#1'), undefined)
})

test('functions are applied one after the other, and told where the frame stood', (t) => {
  const seen: unknown[] = []
  const migrations = new Migrations([
    { function: 'a.ts#f', migrate: ({ x }, at) => { seen.push(at); return { y: (x as number) + 1 } } },
    { function: 'a.ts#f', migrate: ({ y }) => ({ z: (y as number) * 10 }) },
  ])
  t.deepEqual(migrations.frame('a.ts#f', '', '', 'ask#1')?.migrate?.({ x: 1 }), { z: 20 })
  t.deepEqual(seen, [{ label: 'ask#1', function: 'a.ts#f' }])
})

test('a function of frames is given what was saved and what those before it gave, and nothing given is lost', (t) => {
  const migrations = new Migrations([
    { function: 'a.ts#f', migrate: ({ total }) => ({ cents: (total as number) * 100, kept: 1 }) },
    { function: 'a.ts#f', slots: { qty: 'count' }, initial: { rate: 2 } },
    { function: 'a.ts#f', migrate: ({ cents, count, qty, rate }) => ({ sum: (cents as number) * (count as number) * (rate as number), same: qty === count }) },
  ])
  const given = migrations.frame('a.ts#f', '', '', 'ask#1')?.migrate?.({ total: 3, qty: 4 }) ?? {}
  t.deepEqual({ ...given }, { sum: 2400, same: true }, 'what a later one may have used up is no mistake')
  t.is(given['kept'], 1)
  const wrong = new Migrations([{ function: 'a.ts#f', migrate: () => null as never }, { function: 'a.ts#f', migrate: () => t.fail() as never }])
  t.is(wrong.frame('a.ts#f', '', '', 'ask#1')?.migrate?.({}) as unknown, null)
})

test('renames are a ladder: each may call a thing as it was saved, or as those before it have left it', (t) => {
  const migrations = new Migrations([
    { function: 'a.ts#f', to: 'a.ts#g', slots: { x: 'y', old: null }, labels: { 'ask#1': 'one' }, initial: { n: 1 } },
    { class: 'a.ts#A', to: 'a.ts#B' },
    { function: 'a.ts#g', to: 'a.ts#h', slots: { y: 'z', n: 'm' } },
    { module: 'a.ts', to: 'b.ts' },
    { function: 'b.ts#h', label: 'one', labels: { one: 'two' }, slots: { z: 'last', old: 'it' } },
    { function: 'a.ts#f', slots: { v: 'w' } },
    { class: 'b.ts#B', to: 'b.ts#C' },
    { module: 'b.ts', to: 'c.ts' },
  ])
  for (const name of ['a.ts#f', 'a.ts#g', 'a.ts#h', 'b.ts#h']) t.is(migrations.nameNow(`${name}/inner`), 'c.ts#h/inner')
  t.is(migrations.nameNow('a.ts#A.prototype'), 'c.ts#C.prototype')
  t.like(migrations.frame('a.ts#f', '', '', 'ask#1'), { labels: { 'ask#1': 'two', one: 'two' }, slots: { x: 'last', y: 'last', z: 'last', old: 'it', v: 'w' }, initial: { m: 1 } })
  t.deepEqual(migrations.frame('a.ts#g', '', '', 'tell#1')?.slots, { y: 'z', n: 'm' })
  t.is(migrations.variables('a.ts#f').slots['x'], 'last')
})

test('a name that two things have had at different times is that of each at its time', (t) => {
  const migrations = new Migrations([{ function: 'a.ts#g', to: 'a.ts#h', slots: { x: 'z' } }, { function: 'a.ts#f', to: 'a.ts#g', slots: { x: 'y', y: null } }, { function: 'a.ts#f', slots: { y: 'w' } }])
  t.is(migrations.nameNow('a.ts#g'), 'a.ts#h')
  t.is(migrations.nameNow('a.ts#f'), 'a.ts#g')
  t.deepEqual(migrations.frame('a.ts#f', '', '', '')?.slots, { x: 'w', y: null })
  t.deepEqual(migrations.frame('a.ts#g', '', '', '')?.slots, { x: 'z' })
})

test('a class is upgraded by all that is said about it, in the order given, and by nothing else', (t) => {
  const done: string[] = []
  const step = (name: string) => (_: never, version: number): void => { done.push(`${name}${version}`) }
  const migrations = new Migrations([
    { class: 'a.ts#A', to: 'a.ts#B', upgrade: step('first') }, { class: 'a.ts#B', to: 'a.ts#C' }, { class: 'a.ts#C', upgrade: step('second') }, { class: 'a.ts#A', upgrade: step('third') },
  ])
  migrations.upgrade('a.ts#A')?.({} as never, 1)
  t.deepEqual(done.splice(0), ['first1', 'second1', 'third1'])
  migrations.upgrade('a.ts#B')?.({} as never, 2)
  t.deepEqual(done.splice(0), ['second2'])
  t.is(migrations.upgrade('a.ts#D'), undefined)
})
