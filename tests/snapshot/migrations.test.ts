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

test('a class has one upgrade', (t) => {
  const upgrade = (): void => {}
  const migrations = new Migrations([{ class: 'a.ts#A', to: 'a.ts#B', upgrade }])
  t.is(migrations.upgrade('a.ts#A'), upgrade)
  t.is(migrations.upgrade('a.ts#B'), undefined)
})
