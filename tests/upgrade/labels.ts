// Edits that add, take away and move waits.

import type { Case } from './deploy.ts'

const before = `export function* main() {
  const seen = []
  const a = yield* request('ask', 'a')
  seen.push(a)
  return seen.join()
}`
const two = `export function* main() {
  const seen = []
  const a = yield* request('ask', 'a')
  seen.push(a)
  const b = yield* request('ask', 'b')
  seen.push(b)
  return seen.join()
}`

const named = before.replace("request('ask', 'a')", "at('question', request('ask', 'a'))")

const equal = (count: number): string => `export function* main() {
  const seen = []
${"  seen.push(yield* request('ask', 1))\n".repeat(count)}  return seen.join()
}`

/** Waits that are alike to the letter, each in a branch of its own. */
const branches = (...keys: number[]): string => `export function* main(k = 2) {
  ${keys.map((key) => `if (k === ${key}) { yield* request('ask', 1); return ${key} }`).join(' else ')} else { yield* request('ask', 1); return 'other' }
}`
const cases = (...keys: number[]): string => `export function* main(k = 2) {
  switch (k) {
${keys.map((key) => `    case ${key}: { yield* request('ask', 1); return ${key} }\n`).join('')}  }
}`
const nested = (one: string, two: string): string => `const xs = ['a', 'b'], ys = [1, 2]
export function* main() {
  let out = ''
  for (${one}) for (${two}) { yield* request('ask', 1); out += x + y + ' ' }
  return out
}`

export const labels: readonly Case[] = [
  { name: 'another wait is added behind', before, after: before.replace('seen.push(a)', 'seen.push(a); yield; seen.push(1)'), verdict: 'mapped', output: 'a,1' },
  { name: 'another wait is added in front', before, after: before.replace('const a', 'yield\n  const a'), verdict: 'mapped', output: 'a' },
  { name: 'a wait behind is taken away', before: before.replace('seen.push(a)', 'seen.push(a); yield'), after: before, verdict: 'mapped', output: 'a' },
  { name: 'a wait in front is taken away', before: before.replace('const a', 'yield\n  const a'), after: before, verdict: 'mapped', output: 'a' },
  { name: 'a like wait is added in front: the site tells which is which', before: two, at: 1, after: two.replace('const a', "seen.push(yield* request('ask', 'x'))\n  const a"), verdict: 'mapped', output: 'a,b' },
  { name: 'a like wait is added behind: the site tells which is which', before: two, after: two.replace('return', "seen.push(yield* request('ask', 'x'))\n  return"), verdict: 'mapped', output: 'a,b,x' },
  { name: 'the first of two like waits is taken away', before: two, at: 1, after: before.replaceAll('a)', 'b)').replace("const a = yield* request('ask', 'a')", "const b = yield* request('ask', 'b')"), verdict: 'mapped', output: 'a,b' },
  { name: 'like waits change places', before: two, after: two.replaceAll(/\ba\b/g, 'x').replaceAll(/\bb\b/g, 'a').replaceAll(/\bx\b/g, 'b'), verdict: 'body', details: /goes on at "request#2"/, output: 'a' },
  {
    name: 'a wait moved into a block, and another stands in its place', before: "export function* main() { const a = yield* request('ask', 'pay'); return a }",
    after: "export function* main() { yield* request('ask', 'log'); if (true) { const a = yield* request('ask', 'pay'); return a } }", verdict: 'refused', says: /stands elsewhere now/,
  },
  { name: 'one of three equal waits is taken away: which, nobody can tell', before: equal(3), at: 2, after: equal(2), verdict: 'refused', says: /there are 2 "request" now, there were 3/ },
  { name: 'all but one of three equal waits are taken away: it need not be that one', before: equal(3), at: 2, after: equal(1), verdict: 'refused', says: /there are 1 "request" now, there were 3/ },
  {
    name: 'one of two like waits is edited and a third added', before: two, at: 1,
    after: two.replace("request('ask', 'b')", "request('ask', 'B')").replace('return', "yield* request('ask', 'c')\n  return"), verdict: 'refused', says: /there are 3 "request" now, there were 2/,
  },
  {
    name: 'one of two like waits is edited and a third added, declared', before: two, at: 1,
    after: two.replace("request('ask', 'b')", "request('ask', 'B')").replace('return', "yield* request('ask', 'c')\n  return"),
    migrations: [{ function: 'main.ts#main', labels: { 'request#2': 'request#2' } }], verdict: 'migrated', output: 'a,b',
  },
  { name: 'the current wait is taken away', before, after: before.replace("yield* request('ask', 'a')", "'none'"), verdict: 'refused', says: /there is no such label any more/ },
  {
    name: 'the current wait has another operation', before, after: before.replace("yield* request('ask', 'a')", 'yield* channel().receive()'),
    verdict: 'refused', says: /there is no such label any more.*receive#1.*declare labels/,
  },
  { name: 'try is put around the current wait', before, after: before.replace("const a = yield* request('ask', 'a')\n  seen.push(a)", "try { seen.push(yield* request('ask', 'a')) } catch { seen.push('no') }"), verdict: 'refused', says: /no such label.*try\/request#1/ },
  {
    name: 'try is put around the current wait, declared', before, after: before.replace("const a = yield* request('ask', 'a')\n  seen.push(a)", "try { const a = yield* request('ask', 'a'); seen.push(a) } catch { seen.push('no') }"),
    migrations: [{ function: 'main.ts#main', labels: { 'request#1': 'try/request#1' } }], verdict: 'migrated', details: /goes on at "try\/request#1"/, output: 'a',
  },
  {
    name: 'finally is put around the current wait, declared', before, after: before.replace("const a = yield* request('ask', 'a')\n  seen.push(a)", "try { const a = yield* request('ask', 'a'); seen.push(a) } finally { seen.push('end') }"),
    migrations: [{ function: 'main.ts#main', labels: { 'request#1': 'try/request#1' } }], verdict: 'migrated', output: 'a,end',
  },
  {
    name: 'the current wait moves into a condition, declared', before, after: before.replace("const a = yield* request('ask', 'a')\n  seen.push(a)", "if (seen.length === 0) { const a = yield* request('ask', 'a'); seen.push(a) }"),
    migrations: [{ function: 'main.ts#main', labels: { 'request#1': 'if/request#1' } }], verdict: 'migrated', output: 'a',
  },
  {
    name: 'a loop in front holds a cursor of its own',
    before: `export function* main() {
  let out = ''
  for (const item of ['a', 'b']) out += yield* request('ask', item)
  return out
}`, at: 1, after: `export function* main() {
  let out = ''
  for (const n of [1, 2]) { out += n; yield }
  for (const item of ['a', 'b', 'c']) out += yield* request('ask', item)
  return out
}`, verdict: 'mapped', output: 'ab',
  },
  {
    name: 'a loop in front holds a cursor of its own, and the wait stands alone',
    before: `export function* main() {
  let out = ''
  for (const item of ['a', 'b']) { const x = yield* request('ask', item); out += x }
  return out
}`, at: 1, after: `export function* main() {
  let out = ''
  for (const n of [1, 2]) { out += n; yield }
  for (const item of ['a', 'b', 'c']) { const x = yield* request('ask', item); out += x }
  return out
}`, verdict: 'mapped', output: 'ab',
  },
  {
    name: 'for becomes for-of around the current wait', before: `export function* main() {
  const out = []
  for (let i = 0; i < 2; i++) { const x = yield* request('ask', i); out.push(x) }
  return out.join()
}`, after: `export function* main() {
  const out = []
  for (const i of [0, 1]) { const x = yield* request('ask', i); out.push(x) }
  return out.join()
}`, verdict: 'refused', says: /no such label/,
  },
  {
    name: 'a wait in a finally block goes on with what is pending', before: `export function* main() {
  const out = []
  try { out.push(1); return out } finally { const a = yield* request('ask', 'a'); out.push(a) }
}`, after: `export function* main() {
  const out = []
  try { out.push(1); return out } finally { const a = yield* request('ask', 'a'); out.push(a, 'end') }
}`, verdict: 'body', output: [1, 'a', 'end'],
  },
  {
    name: 'a variable named like the cursor of a loop', before: `export function* main() {
  let cursor = 5
  for (const item of ['a']) { const x = yield* request('ask', item); cursor += x.length }
  return cursor
}`, after: `export function* main() {
  let cursor = 5
  for (const item of ['a']) { const x = yield* request('ask', item); yield; cursor += x.length }
  return cursor
}`, verdict: 'mapped', output: 6,
  },
  // The same edits that are refused above, of a wait that has a name.
  { name: 'try is put around a named wait', before: named, after: named.replace(/(const a = .*\n.*\n)/, 'try {\n$1} catch { seen.push("no") }\n'), verdict: 'body', output: 'a' },
  { name: 'a named wait moves into a loop', before: named, after: named.replace(/(const a = .*\n.*\n)/, 'do {\n$1} while (seen.length < 2)\n'), verdict: 'body', output: 'a,a' },
  {
    name: 'a helper is extracted around what a named wait waits for', before: named, after: `${named.replace("request('ask', 'a')", "ask('a')")}\nfunction* ask(x) { return (yield* request('ask', x)) + '!' }`,
    verdict: 'body', output: 'a',
  },
  {
    name: 'one of two like waits is edited and a third added, all with names', before: two.replaceAll(/request\('ask', '(.)'\)/g, "at('ask $1', request('ask', '$1'))"), at: 1,
    after: two.replaceAll(/request\('ask', '(.)'\)/g, "at('ask $1', request('ask', '$1'))").replace("request('ask', 'b')", "request('ask', 'B')").replace('return', "yield* at('more', request('ask', 'c'))\n  return"),
    verdict: 'mapped', output: 'a,b',
  },
  { name: 'a wait gets another name', before: named, after: named.replace("at('question'", "at('query'"), verdict: 'refused', says: /waiting at "question" can't go on: there is no such label any more.*query/ },
  {
    name: 'a wait gets another name, declared', before: named, after: named.replace("at('question'", "at('query'"), migrations: [{ function: 'main.ts#main', labels: { question: 'query' } }],
    verdict: 'migrated', output: 'a',
  },
  {
    name: 'a wait gets a name, declared', before, after: named, migrations: [{ function: 'main.ts#main', labels: { 'request#1': 'question' } }], verdict: 'migrated', details: /goes on at "question"/, output: 'a',
  },
  // Waits that are alike to the letter: the conditions around them tell which is which.
  { name: 'a branch is put in front, all with like waits', before: branches(1, 2), after: branches(0, 1, 2), verdict: 'refused', says: /the expression it waits in stands elsewhere now/ },
  { name: 'the last branch moves on, all with like waits', before: branches(1, 3), after: branches(1, 2, 3), verdict: 'refused', says: /no such label any more/ },
  { name: 'a branch with a like wait is put behind', before: branches(2), after: branches(2, 3), verdict: 'mapped', output: 2 },
  { name: 'the condition of a branch is edited, all with like waits', before: branches(1, 2), after: branches(1, 2).replace('k === 2', 'k >= 2'), verdict: 'body', output: 2 },
  {
    name: 'a condition is turned around, and its branches change places', before: `export function* main(vip = true) { if (vip) { yield* request('ask', 1); return 5 } else { yield* request('ask', 1); return 10 } }`,
    after: `export function* main(vip = true) { if (!vip) { yield* request('ask', 1); return 10 } else { yield* request('ask', 1); return 5 } }`, verdict: 'refused', says: /stands elsewhere now/,
  },
  { name: 'two cases with like waits change places', before: cases(1, 2), after: cases(2, 1), verdict: 'body', details: /goes on at "switch\/request#1"/, output: 2 },
  { name: 'a case with a like wait is put in front', before: cases(1, 2), after: cases(0, 1, 2), verdict: 'mapped', details: /goes on at "switch\/request#3"/, output: 2 },
  { name: 'nested loops change places', before: nested('const x of xs', 'const y of ys'), at: 1, after: nested('const y of ys', 'const x of xs'), verdict: 'refused', says: /the loops around it go through something else than they did/ },
  { name: 'a loop goes through the entries of what it went through', before: nested('const x of xs', 'const y of ys'), after: nested('const x of xs', 'const [y] of ys.entries()'), verdict: 'refused', says: /declare labels/ },
  {
    name: 'a loop goes through something else, declared', before: nested('const x of xs', 'const y of ys'), after: nested('const x of xs', 'const y of ys.slice()'),
    migrations: [{ function: 'main.ts#main', labels: { 'forof/forof/request#1': 'forof/forof/request#1' } }], verdict: 'migrated', output: 'a1 a2 b1 b2 ',
  },
]
