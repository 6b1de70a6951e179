// Edits of closures and of the variables they share with a frame.

import type { Case } from './deploy.ts'

const before = `export function* main() {
  let total = 1
  const bonus = 10
  const add = (n) => { total += n }
  const a = yield* request('ask', 2)
  add(a)
  return total + bonus
}`
const shared = `export function* main() {
  let count = 0
  const next = () => { count += 1; return count }
  const a = yield* request('ask', 2)
  return [next(), next(), a].join()
}`

const pair = (one: string, other: string): string => `export function* main() {
  let ${one} = 1
  let ${other} = 2
  const get = () => [${one}, ${other}]
  const set = () => { ${one} += 10; ${other} += 20 }
  yield* request('ask', 2)
  set()
  return get().join()
}`

export const scopes: readonly Case[] = [
  { name: 'the body of a closure is fixed', before, after: before.replace('total += n', 'total += n * 100'), verdict: 'body', output: 211 },
  { name: 'a shared variable is renamed, and nothing else', before, after: before.replaceAll('total', 'sum'), verdict: 'same', output: 13 },
  { name: 'two shared variables change names, and nothing else', before: pair('a', 'b'), after: pair('b', 'a'), verdict: 'same', output: '11,22' },
  { name: 'a shared variable is renamed and the body is changed', before, after: before.replaceAll('total', 'sum').replace('+ bonus', '- bonus'), verdict: 'refused', says: /"total" is gone/ },
  {
    name: 'a shared variable is renamed and the body is changed, declared', before, after: before.replaceAll('total', 'sum').replace('+ bonus', '- bonus'),
    migrations: [{ function: 'main.ts#main', slots: { total: 'sum' } }], verdict: 'mapped', output: -7,
  },
  { name: 'a local becomes shared: a closure begins to use it', before, after: before.replace('total += n', 'total += n + bonus'), verdict: 'mapped', output: 23 },
  { name: 'a shared variable becomes a local: the closure ceases to use it', before: before.replace('total += n', 'total += n + bonus'), after: before, verdict: 'mapped', output: 13 },
  { name: 'all variables cease to be shared, and only the closure had them', before: shared, after: `export function* main() {
  let count = 0
  const next = () => 7
  const a = yield* request('ask', 2)
  count++
  return [next(), count, a].join()
}`, verdict: 'refused', says: /"count" has no saved value/ },
  { name: 'all variables cease to be shared, and the frame had them', before: shared.replace('next(), a]', 'next(), a, count]'), after: `export function* main() {
  let count = 0
  const next = () => 7
  const a = yield* request('ask', 2)
  count++
  return [next(), count, a].join()
}`, verdict: 'mapped', output: '7,1,2' },
  { name: 'a variable of a frame begins to be shared, where none was', before: `export function* main() {
  let count = 4
  const a = yield* request('ask', 2)
  return count + a
}`, after: `export function* main() {
  let count = 4
  const a = yield* request('ask', 2)
  const read = () => count
  return read() * a
}`, verdict: 'mapped', output: 8 },
  { name: 'a shared variable is added that is declared behind the wait', before, after: before.replace('add(a)', 'add(a); let late = 5; const f = () => late; total += f()'), verdict: 'mapped', output: 18 },
  { name: 'a shared variable is added that has a literal value', before, after: before.replace('let total', 'const factor = 3\n  let total').replace('total += n', 'total += n * factor'), verdict: 'mapped', output: 17 },
  { name: 'a shared variable is added that had a value', before, after: before.replace('let total', 'const factor = Math.max(3)\n  let total').replace('total += n', 'total += n * factor'), verdict: 'refused', says: /"factor" has no saved value/ },
  {
    name: 'a shared variable is added that had a value, declared', before, after: before.replace('let total', 'const factor = Math.max(3)\n  let total').replace('total += n', 'total += n * factor'),
    migrations: [{ function: 'main.ts#main', initial: { factor: 4 } }], verdict: 'mapped', output: 19,
  },
  {
    name: 'a closure that outlives its function gets no variable nobody has', before: `export function* main() {
  const f = make()
  const a = yield* request('ask', 2)
  return f() + a
}
function make() { let n = 5; return () => n }`, after: `export function* main() {
  const f = make()
  const a = yield* request('ask', 2)
  return f() + a
}
function make() { let n = 5; let m = Math.max(7); return () => n + m }`, verdict: 'refused', says: /its variable "m" has no saved value/,
  },
  {
    name: 'a closure that is held is renamed', before, after: before.replaceAll('add', 'plus'), verdict: 'refused', says: /no function ".*main\/add" is registered/,
  },
  {
    name: 'a closure that is held is renamed, declared', before, after: before.replaceAll('add', 'plus'), migrations: [{ function: 'main.ts#main/add', to: 'main.ts#main/plus' }], verdict: 'same', output: 13,
  },
  { name: 'a closure that is held is gone', before, after: before.replace('const add = (n) => { total += n }', 'let add = total').replace('add(a)', 'total += add + a'), verdict: 'refused', says: /no function ".*main\/add" is registered/ },
  {
    name: 'a migration sees shared variables too', before, after: before.replace("let total = 1\n", "let cart = { total: Math.max(1) }\n").replace('total += n', 'cart.total += n').replace('return total', 'return cart.total'),
    migrations: [{ function: 'main.ts#main', slots: { total: null }, migrate: ({ total }) => ({ cart: { total: Number(total) * 5 } }) }], verdict: 'migrated', output: 17,
  },
  { name: 'a block scope is added in front: scopes are numbered anew', before, after: before.replace('let total', 'for (const i of [1]) { const g = () => i; yield; g() }\n  let total'), verdict: 'mapped', output: 13 },
  {
    name: 'a variable of a loop is shared', before: `export function* main() {
  const fs = []
  for (const i of [1, 2]) { fs.push(() => i); const a = yield* request('ask', i); String(a) }
  return fs.map((f) => f()).join()
}`, at: 1, after: `export function* main() {
  const fs = []
  for (const i of [1, 2]) { fs.push(() => i * 10); const a = yield* request('ask', i); String(a) }
  return fs.map((f) => f()).join()
}`, verdict: 'body', output: '10,20',
  },
]
