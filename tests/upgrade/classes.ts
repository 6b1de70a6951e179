// Edits of classes whose objects are saved.

import type { Case } from './deploy.ts'

const before = `class Cart { items = 1; total() { return this.items } }
export function* main() {
  const cart = new Cart()
  const a = yield* request('ask', 2)
  return cart.total() + a
}`
const currency = before.replace('items = 1;', "items = 1; currency = 'EUR';").replace('return this.items', 'return this.items + this.currency')
const upgraded = currency.replace('items = 1;', "static version = 2; static upgrade(cart, from) { cart.currency ??= 'from' + from } items = 1;")

export const classes: readonly Case[] = [
  { name: 'a method of a class is fixed', before, after: before.replace('return this.items', 'return this.items * 10'), verdict: 'same', output: 12 },
  { name: 'a class gains a field, which old objects do not have', before, after: currency, verdict: 'same', output: NaN },
  { name: 'a class gains a field, and upgrades old objects', before, after: upgraded, verdict: 'same', output: '1from12' },
  { name: 'an object of this version is not upgraded', before: upgraded, after: upgraded.replace('return cart', 'return 0 + cart'), verdict: 'body', output: '01EUR2' },
  { name: 'an object of a newer version', before: upgraded, after: currency, verdict: 'refused', says: /saved by version 2 of its class, which has version 1 here/ },
  { name: 'an upgrade that throws', before, after: upgraded.replace("cart.currency ??= 'from' + from", 'cart.nobody.knows()'), verdict: 'refused', says: /upgrade\(\) of Cart threw/ },
  { name: 'a class is renamed', before, after: before.replaceAll('Cart', 'Basket'), verdict: 'refused', says: /nothing is called ".*#Cart.prototype" here/ },
  { name: 'a class is renamed, declared', before, after: before.replaceAll('Cart', 'Basket'), migrations: [{ class: 'main.ts#Cart', to: 'main.ts#Basket' }], verdict: 'body', output: 3 },
  {
    name: 'a class is renamed and a migration upgrades its objects', before, after: upgraded.replaceAll('Cart', 'Basket'),
    migrations: [{ class: 'main.ts#Cart', to: 'main.ts#Basket', upgrade: (cart: never) => { (cart as { currency: string }).currency = 'CHF' } }], verdict: 'body', output: '1CHF2',
  },
]
