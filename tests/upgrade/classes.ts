// Edits of classes whose objects are saved.

import type { Case } from './deploy.ts'

const before = `class Cart { items = 1; total() { return this.items } }
export function* main() {
  const cart = new Cart()
  const a = yield* request('ask', 2)
  return cart.total() + a
}`
const derived = (text: string): string => text.replace('export function', 'class Gifts extends Cart {}\nexport function').replace('new Cart()', 'new Gifts()')
const based = (text: string, base: string, name = /class (\w+)/.exec(base)?.[1]): string => `${base}\n${text.replace('class Cart', `class Cart extends ${name}`)}`
const currency = before.replace('items = 1;', "items = 1; currency = 'EUR';").replace('return this.items', 'return this.items + this.currency')
const upgraded = currency.replace('items = 1;', "static version = 2; static upgrade(cart, from) { cart.currency ??= 'from' + from } items = 1;")

export const classes: readonly Case[] = [
  { name: 'a method of a class is fixed', before, after: before.replace('return this.items', 'return this.items * 10'), verdict: 'same', output: 12 },
  { name: 'a class gains a field, which old objects do not have', before, after: currency, verdict: 'same', output: NaN },
  { name: 'a class gains a field, and upgrades old objects', before, after: upgraded, verdict: 'same', output: '1from12' },
  { name: 'an object of this version is not upgraded', before: upgraded, after: upgraded.replace('return cart', 'return 0 + cart'), verdict: 'body', output: '01EUR2' },
  { name: 'an object of a newer version', before: upgraded, after: currency, verdict: 'refused', says: /saved by version 2 of its class, which has version 1 here/ },
  { name: 'an upgrade that throws', before, after: upgraded.replace("cart.currency ??= 'from' + from", 'cart.nobody.knows()'), verdict: 'refused', says: /upgrade\(\) of Cart threw/ },
  { name: 'a base class gains a field, and upgrades old objects of a class that extends it', before: derived(before), after: derived(upgraded), verdict: 'same', output: '1from12' },
  { name: 'an object of a class whose base has this version is not upgraded', before: derived(upgraded), after: derived(upgraded).replace('return cart', 'return 0 + cart'), verdict: 'body', output: '01EUR2' },
  { name: 'an object of a class whose base had a newer version', before: derived(upgraded), after: derived(currency), verdict: 'refused', says: /this Gifts was saved by version 2 of its class, which has version 1 here/ },
  ...['Map', 'Set', 'Error', 'Date'].map((built): Case => ({
    name: `a class made from a ${built} gains a field, and upgrades old objects`, before: based(before, '', built), after: based(upgraded, '', built), verdict: 'same', output: '1from12',
  })),
  { name: 'an object of a newer version of a class made from a Map', before: based(upgraded, '', 'Map'), after: based(currency, '', 'Map'), verdict: 'refused', says: /saved by version 2 of its class/ },
  { name: 'a class made from another that is made from a Map upgrades old objects', before: derived(based(before, '', 'Map')), after: derived(based(upgraded, '', 'Map')), verdict: 'same', output: '1from12' },
  { name: 'a class gets a base class', before, after: based(before, 'class Base { total() { return 5 } }'), verdict: 'same', output: 3 },
  { name: 'a class loses its base class', before: based(before, 'class Base {}'), after: before, verdict: 'same', output: 3 },
  { name: 'a class gets another base class', before: based(before, 'class Base {}'), after: based(before, 'class Other { total() { return 5 } }').replace('items = 1; total() { return this.items }', 'items = 1'), verdict: 'same', output: 7 },
  { name: 'a class of errors gets a base class', before: based(before, '', 'Error'), after: based(before, 'class Base extends Error {}'), verdict: 'same', output: 3 },
  { name: 'a class gets a built-in base class', before, after: based(before, 'class Base extends Map {}'), verdict: 'refused', says: /class ".*#Cart" was made from an object and is made from a Base now\. An object/ },
  { name: 'a class loses a built-in base class', before: based(before, '', 'Map'), after: before, verdict: 'refused', says: /class ".*#Cart" was made from a Map and is made from an object now/ },
  { name: 'a class is renamed', before, after: before.replaceAll('Cart', 'Basket'), verdict: 'refused', says: /nothing is called ".*#Cart.prototype" here/ },
  { name: 'a class is renamed, declared', before, after: before.replaceAll('Cart', 'Basket'), migrations: [{ class: 'main.ts#Cart', to: 'main.ts#Basket' }], verdict: 'body', output: 3 },
  {
    name: 'a class is renamed and a migration upgrades its objects', before, after: upgraded.replaceAll('Cart', 'Basket'),
    migrations: [{ class: 'main.ts#Cart', to: 'main.ts#Basket', upgrade: (cart: never) => { (cart as { currency: string }).currency = 'CHF' } }], verdict: 'body', output: '1CHF2',
  },
  {
    name: 'migrations of a class are a ladder', before, after: upgraded.replaceAll('Cart', 'Basket'),
    migrations: [
      { class: 'main.ts#Cart', to: 'main.ts#Bag', upgrade: (cart: never) => { (cart as { currency: string }).currency = 'CHF' } },
      { class: 'main.ts#Bag', to: 'main.ts#Basket', upgrade: (cart: never, version) => { (cart as { currency: string }).currency += version } },
      { class: 'main.ts#Other', upgrade: () => { throw new Error('not about this') } },
    ], verdict: 'body', output: '1CHF12',
  },
]
