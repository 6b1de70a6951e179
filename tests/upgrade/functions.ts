// Edits that rename, move, split and join functions, and change parameters.

import type { Case } from './deploy.ts'

const before = `export function* main() {
  const a = yield* helper(1)
  return 'main ' + a
}
function* helper(n) {
  const x = yield* request('ask', n)
  return x + 1
}`
const renamed = before.replaceAll('helper', 'assist')

const later = `${before}
function* assist(n) {
  const x = yield* request('ask', n)
  return x + 100
}`

const flows = (...names: string[]): string => `const flows = {
${names.map((name) => `  ${name}: { * run() { const x = yield* request('ask', 1); return '${name} ' + x } },\n`).join('')}}
export function* main() { return yield* flows.order.run() }`

/** Functions of one name, each with a scope object of its own. */
const steps = (...keys: number[]): string => `export function* main(k = 2) {
  ${keys.map((key) => `if (k === ${key}) {
    function* step() { let n = 0; const add = () => { n += ${key} }; yield* request('ask', 1); add(); return 'step ${key} ' + n }
    return yield* step()
  }`).join(' else ')}
}`

const uses = (name: string): string => `export function* main() {
  const fee = 1, tip = 2
  function* pay() { yield* request('ask', 1); return ${name} }
  return yield* pay()
}`

export const functions: readonly Case[] = [
  { name: 'a function is renamed', before, after: renamed, of: 'helper', verdict: 'refused', says: /no function ".*#helper" is registered.*#assist has the same body/ },
  {
    name: 'a function is renamed, declared; its caller waits in a call of another name', before, after: renamed, migrations: [{ function: 'main.ts#helper', to: 'main.ts#assist' }],
    verdict: 'refused', says: /no such label.*assist#1/,
  },
  {
    name: 'a function is renamed, and the label of its caller, declared', before, after: renamed,
    migrations: [{ function: 'main.ts#helper', to: 'main.ts#assist' }, { function: 'main.ts#main', labels: { 'helper#1': 'assist#1' } }],
    of: 'helper', verdict: 'migrated', output: 'main 2',
  },
  {
    name: 'a migration that renames a function leaves frames alone that were saved later, by another of that name', before: later, after: later,
    migrations: [{ function: 'main.ts#helper', to: 'main.ts#assist' }], of: 'helper', verdict: 'same', output: 'main 2',
  },
  {
    name: 'a migration for one version of a function leaves frames of others alone', before: later, after: later.replace('x + 1', 'x + 5'),
    migrations: [{ function: 'main.ts#helper', to: 'main.ts#assist', from: 'xxxxxxx' }], of: 'helper', verdict: 'body', output: 'main 6',
  },
  { name: 'a function in the chain is fixed', before, after: before.replace('x + 1', 'x + 10'), of: 'helper', verdict: 'body', output: 'main 11' },
  { name: 'its caller is fixed', before, after: before.replace("'main '", "'now '"), verdict: 'body', output: 'now 2' },
  { name: 'a helper is extracted from behind the wait', before: `export function* main() {
  const a = yield* request('ask', 3)
  return a * a
}`, after: `export function* main() {
  const a = yield* request('ask', 3)
  return square(a)
}
const square = (n) => n * n`, verdict: 'body', output: 9 },
  { name: 'a helper is extracted around the wait', before: `export function* main() {
  const a = yield* request('ask', 3)
  return a + 1
}`, after: `export function* main() {
  const a = yield* inner()
  return a + 1
}
function* inner() { return yield* request('ask', 3) }`, verdict: 'refused', says: /no such label/ },
  { name: 'a helper is put in its place', before, after: `export function* main() {
  const x = yield* request('ask', 1)
  return 'main ' + (x + 1)
}`, of: 'helper', verdict: 'refused', says: /no function ".*#helper"/ },
  { name: 'a loop becomes a recursion', before: `export function* main() {
  let sum = 0
  for (let i = 0; i < 3; i++) { const x = yield* request('ask', i); sum += x }
  return sum
}`, after: `export function* main(i = 0, sum = 0) {
  if (i === 3) return sum
  const x = yield* request('ask', i)
  return yield* main(i + 1, sum + x)
}`, at: 1, verdict: 'refused', says: /no such label/ },
  { name: 'a loop becomes a recursion, declared', before: `export function* main() {
  let sum = 0
  for (let i = 0; i < 3; i++) { const x = yield* request('ask', i); sum += x }
  return sum
}`, after: `export function* main(i = 0, sum = 0) {
  if (i === 3) return sum
  const x = yield* request('ask', i)
  return yield* main(i + 1, sum + x)
}`, at: 1, migrations: [{ function: 'main.ts#main', labels: { 'for/request#1': 'request#1' } }], verdict: 'migrated', output: 3 },
  { name: 'a parameter with a literal default is added', before: before.replace('x + 1', 'x + n'), after: before.replace('helper(n)', 'helper(n, by = 10)').replace('x + 1', 'x + n + by'), of: 'helper', verdict: 'refused', says: /"by" has no saved value/ },
  { name: 'a parameter with a literal default is added, declared', before: before.replace('x + 1', 'x + n'), after: before.replace('helper(n)', 'helper(n, by = 10)').replace('x + 1', 'x + n + by'), migrations: [{ function: 'main.ts#helper', initial: { by: 10 } }], of: 'helper', verdict: 'migrated', output: 'main 12' },
  { name: 'a parameter with a default that was passed another argument is needed now', before: before.replace('helper(n)', 'helper(n, fee = 5)').replace('helper(1)', 'helper(1, 7)'), after: before.replace('helper(n)', 'helper(n, fee = 5)').replace('helper(1)', 'helper(1, 7)').replace('x + 1', 'x + fee'), of: 'helper', verdict: 'refused', says: /"fee" has no saved value/ },
  { name: 'a parameter without a default is added', before, after: before.replace('helper(n)', 'helper(n, by)').replace('x + 1', 'x + by'), of: 'helper', verdict: 'refused', says: /"by" has no saved value/ },
  { name: 'a parameter with a default that is computed is added', before, after: before.replace('helper(n)', 'helper(n, by = Math.max(n))').replace('x + 1', 'x + by'), of: 'helper', verdict: 'refused', says: /"by" has no saved value/ },
  { name: 'a parameter with a default that is assigned is added', before, after: before.replace('helper(n)', 'helper(n, by = 3)').replace('const x', 'by++\n  const x').replace('x + 1', 'x + by'), of: 'helper', verdict: 'refused', says: /"by" has no saved value/ },
  { name: 'a tasklet that has not begun takes the new code', before: `export function* main() { return 1 }`, at: -1, after: `export function* main() { yield; return 2 }`, verdict: 'mapped', output: 2 },
  { name: 'parameters change places', before: before.replace('helper(n)', 'helper(n, m = 7)').replace('x + 1', 'x * 10 + n + m'), after: before.replace('helper(1)', 'helper(7, 1)').replace('helper(n)', 'helper(m, n)').replace('x + 1', 'x * 100 + n + m'), of: 'helper', verdict: 'mapped', output: 'main 108' },
  {
    name: 'a module is moved', before: { 'main.ts': `import { helper } from './helper.ts'\nexport function* main() { const a = yield* helper(1); return 'main ' + a }`, 'helper.ts': 'export function* helper(n) { const x = yield* request(\'ask\', n); return x + 1 }' },
    after: { 'main.ts': `import { helper } from './tools.ts'\nexport function* main() { const a = yield* helper(1); return 'main ' + a }`, 'tools.ts': 'export function* helper(n) { const x = yield* request(\'ask\', n); return x + 1 }' },
    of: 'helper', verdict: 'refused', says: /no function ".*helper.ts#helper".*has the same body/,
  },
  {
    name: 'a module is moved, declared', before: { 'main.ts': `import { helper } from './helper.ts'\nexport function* main() { const a = yield* helper(1); return 'main ' + a }`, 'helper.ts': 'export function* helper(n) { const x = yield* request(\'ask\', n); return x + 1 }' },
    after: { 'main.ts': `import { helper } from './tools.ts'\nexport function* main() { const a = yield* helper(1); return 'main ' + a }`, 'tools.ts': 'export function* helper(n) { const x = yield* request(\'ask\', n); return x + 1 }' },
    migrations: [{ module: 'helper.ts', to: 'tools.ts' }], of: 'helper', verdict: 'migrated', output: 'main 2',
  },
  {
    name: 'a function held in a variable is renamed, declared', before: `function tax(n) { return n + 1 }\nexport function* main() { const f = tax; const a = yield* request('ask', 1); return f(a) }`,
    after: `function vat(n) { return n + 2 }\nexport function* main() { const f = vat; const a = yield* request('ask', 1); return f(a) }`,
    migrations: [{ function: 'main.ts#tax', to: 'main.ts#vat' }], verdict: 'body', output: 3,
  },
  { name: 'a migration is for one version only', before, after: before.replace('x + 1', 'x + 5'), migrations: [{ function: 'main.ts#helper', from: 'another', migrate: () => ({ n: 0 }) }], of: 'helper', verdict: 'body', output: 'main 6' },
  {
    name: 'a method of its name is put in front, in another object', before: flows('order', 'refund'), after: flows('cancel', 'order', 'refund'), of: 'flows/order/run', verdict: 'same', output: 'order 1',
  },
  {
    name: 'a generator function of its name is put in front, in another block', before: steps(1, 2), after: steps(0, 1, 2).replace('k === 2', 'k === 2 && true'), of: 'main/step~2', verdict: 'migrated', details: /it is .*#main\/step~3 now/, output: 'step 2 2',
    migrations: [{ function: 'main.ts#main', labels: { 'else/if/step#1': 'else/else/if/step#1' } }],
  },
  {
    name: 'the bodies of functions around others differ in which of the outer variables they use', before: uses('fee'), after: uses('tip'), of: 'main/pay', verdict: 'mapped', output: 2,
  },
  {
    name: 'a question mark of a chain moves', before: `export function* main() { const order = { customer: {} }; yield* request('ask', 1); return String(order.customer?.name.first) }`,
    after: `export function* main() { const order = { customer: {} }; yield* request('ask', 1); return String(order.customer.name?.first) }`, verdict: 'body', output: 'undefined',
  },
]
