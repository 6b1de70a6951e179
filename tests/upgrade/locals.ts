// Edits of variables.

import type { Case } from './deploy.ts'

const before = `export function* main() {
  let total = 1
  const name = 'tea'
  const more = yield* request('ask', 2)
  total += more
  return name + total
}`

export const locals: readonly Case[] = [
  { name: 'comments, white space and types', before, after: before.replace('let total = 1', '// counts\n\n  let total: number   = 1'), verdict: 'same', output: 'tea3' },
  { name: 'a local is renamed, and nothing else', before, after: before.replaceAll('total', 'sum'), verdict: 'same', output: 'tea3' },
  { name: 'a fix behind the current yield', before, after: before.replace('name + total', '`${name}: ${total}`'), verdict: 'body', output: 'tea: 3' },
  { name: 'a fix in front of the current yield does not run again', before, after: before.replace('total = 1', 'total = 100'), verdict: 'body', output: 'tea3' },
  { name: 'an operator behind the current yield', before, after: before.replace('+= more', '-= more'), verdict: 'body', output: 'tea-1' },
  { name: 'a log line is added', before, after: before.replace('total += more', 'total += more; String(total)'), verdict: 'body', output: 'tea3' },
  {
    name: 'a local is renamed and the body is changed', before, after: before.replaceAll('total', 'sum').replace('name +', "name + '=' +"),
    verdict: 'refused', says: /its variable "total" is gone.*declare slots: \{ "total": null \}/,
  },
  {
    name: 'a local is renamed and the body is changed, declared', before, after: before.replaceAll('total', 'sum').replace('name +', "name + '=' +"),
    migrations: [{ function: 'main.ts#main', slots: { total: 'sum' } }], verdict: 'migrated', details: /total is sum/, output: 'tea=3',
  },
  { name: 'a new local is assigned before it is used', before, after: before.replace('total += more', 'const tax = more * 2; total += tax'), verdict: 'body', output: 'tea5' },
  {
    name: 'a new local of a later wait', before, after: before.replace('total += more', "const tax = more * 2; yield* request('ask', 0); total += tax"),
    verdict: 'mapped', output: 'tea5',
  },
  {
    name: 'a new local of another later wait', before, after: before.replace('total += more', 'const tax = more * 2; yield; total += tax'),
    verdict: 'mapped', output: 'tea5',
  },
  {
    name: 'a new local is used after the current yield and assigned before it', before,
    after: before.replace('const name', 'const tax = Math.max(5)\n  const name').replace('+= more', '+= more * tax'),
    verdict: 'refused', says: /its variable "tax" has no saved value.*initial/,
  },
  {
    name: 'a new constant in front is a literal', before, after: before.replace('const name', 'const tax = 5\n  const name').replace('+= more', '+= more * tax'),
    verdict: 'mapped', details: /tax begins as 5/, output: 'tea11',
  },
  {
    name: 'a new local in front, with a value declared', before, after: before.replace('const name', 'const tax = Math.max(5)\n  const name').replace('+= more', '+= more * tax'),
    migrations: [{ function: 'main.ts#main', initial: { tax: 7 } }], verdict: 'migrated', output: 'tea15',
  },
  {
    name: 'a local is no longer used', before, after: before.replace("  const name = 'tea'\n", '').replace('name + total', 'total'),
    verdict: 'refused', says: /its variable "name" is gone/,
  },
  {
    name: 'a local is no longer used, declared', before, after: before.replace("  const name = 'tea'\n", '').replace('name + total', 'total'),
    migrations: [{ function: 'main.ts#main', slots: { name: null } }], verdict: 'migrated', output: 3,
  },
  { name: 'a local is used in front only', before, after: before.replace('name + total', 'total').replace("'tea'\n", "'tea'; String(name)\n"), verdict: 'mapped', details: /leaves name behind/, output: 3 },
  {
    name: 'a block in front declares the same name', before, after: before.replace('let total', 'if (Date.now() < 0) { const total = 5; yield; String(total) }\n  let total'),
    verdict: 'mapped', output: 'tea3',
  },
  ...Object.entries({
    'catch clause': "try { yield 'more' } catch (e) { yield 'undo'; throw e }",
    'catch clause with a pattern': "try { yield 'more' } catch ({ message }) { yield 'undo'; throw message }",
    'function in a block': "{ function more() { return total } yield 'more'; if (more() === '') yield }",
    'class in a block': "{ class K { total() { return total } } yield 'more'; if (new K().total() === '') yield }",
    'sequence of assignments': "var a, b; (a = 1, b = 1); yield 'more'; if (a + b !== 2) yield",
  }).map(([what, text]): Case => ({
    name: `a ${what} behind: it needs no value`, before, after: before.replace('return', `${text}\n  return`), verdict: 'mapped', output: 'tea3',
  })),
  {
    name: 'a second variable of the same name around the yield', before: `export function* main() {
  const x = 1
  { const y = yield* request('ask', 2); return x + y }
}`, after: `export function* main() {
  const x = 1
  String(x)
  { const x = Number('5'); const y = yield* request('ask', 2); yield; return x + y }
}`, verdict: 'mapped', output: 3,
  },
  {
    name: 'two of one name are live where there was one', before: `export function* main() {
  const x = 1
  { const y = yield* request('ask', 2); return x + y }
}`, after: `export function* main() {
  const x = 1
  { const x = Number('5'); const y = yield* request('ask', 2); yield* schedule(); if (y > 9) return x + y }
  return x
}`, verdict: 'refused', says: /another number of variables "x"/,
  },
  {
    name: 'a migration computes new variables from old ones', before, after: `export function* main() {
  let cart = { name: 'x', cents: 0 }
  const more = yield* request('ask', 2)
  cart.cents += more * 100
  return JSON.stringify(cart)
}`, migrations: [{ function: 'main.ts#main', migrate: ({ total, name }) => ({ cart: { name, cents: Number(total) * 100 } }) }], verdict: 'migrated', output: '{"name":"tea","cents":300}',
  },
  {
    name: 'migrations are a ladder', before: `export function* main() {
  const total = 3, qty = 2
  const a = yield* request('ask', 1)
  return total + qty + a
}`, after: `export function* main() {
  const sum = 0, count = 0
  yield* []
  const a = yield* request('ask', 1)
  return [sum, count, a]
}`, migrations: [
      { function: 'main.ts#main', migrate: ({ total }) => ({ cents: Number(total) * 100, count: 7 }) },
      { function: 'main.ts#main', migrate: ({ cents, qty }) => ({ sum: Number(cents) * Number(qty) }) },
    ], verdict: 'migrated', output: [600, 7, 1],
  },
  {
    name: 'a migration that forgets a variable', before, after: `export function* main() {
  const a = Math.max(1), b = Math.max(2)
  const more = yield* request('ask', 2)
  return a + b + more
}`, migrations: [{ function: 'main.ts#main', migrate: () => ({ a: 1 }) }], verdict: 'refused', says: /migration of main at "request#1" did not give "b"/,
  },
  {
    name: 'a migration that names a variable nobody has', before, after: `export function* main() {
  const a = Math.max(1)
  const more = yield* request('ask', 2)
  return a + more
}`, migrations: [{ function: 'main.ts#main', migrate: () => ({ a: 1, amount: 3 }) }], verdict: 'refused', says: /gave "amount", which is no variable of the function/,
  },
  {
    name: 'values in use inside of the expression that waits', before: `export function* main() {
  let n = 40
  return Math.max(n) + (yield* request('ask', 2))
}`, after: `export function* main() {
  let n = 40
  String(n)
  return Math.max(n) + (yield* request('ask', 2))
}`, verdict: 'body', output: 42,
  },
  {
    name: 'the expression that waits is changed around values in use', before: `export function* main() {
  let n = 40
  return Math.max(n) + (yield* request('ask', 2))
}`, after: `export function* main() {
  let n = 40
  return Math.max(n) * (yield* request('ask', 2))
}`, verdict: 'refused', says: /the expression it waits in has changed/,
  },
  {
    name: 'the expression that waits is changed around a variable: that is read when it goes on', before: `export function* main() {
  let n = 40
  return n + (yield* request('ask', 2))
}`, after: `export function* main() {
  let n = 40
  return n * (yield* request('ask', 2))
}`, verdict: 'body', output: 80,
  },
]
