// Frames that end on the code they were saved with, from the archive.

import type { Case } from './deploy.ts'

const before = `const rate = 2
let calls = 0
export function* main() {
  const a = yield* old(1)
  return 'main ' + a
}
function* old(n) {
  let sum = 10
  const add = (k) => { sum += k * rate }
  const x = yield* request('ask', n)
  add(x)
  const y = yield* later({ rate })
  return sum + y
}
function* later({ rate }) { yield; return rate * 100 }`
const after = before.replace("const x = yield* request('ask', n)\n  add(x)\n", '').replace("'main '", "'new '")

export const archived: readonly Case[] = [
  { name: 'the code of a frame is gone, its caller is new', before, after, archive: true, of: 'old', verdict: 'archived', details: /code it was saved with/, output: 'new 212' },
  { name: 'without the archive it is refused', before, after, of: 'old', verdict: 'refused', says: /no such label/ },
  { name: 'what the archived code calls is new', before, after: after.replace('rate * 100', 'rate * 1000'), archive: true, of: 'old', verdict: 'archived', output: 'new 2012' },
  { name: 'a function that is gone altogether', before, after: before.replace(/yield\* old\(1\)/, 'yield* fresh(1)').replace(/function\* old[^]*?\n}\n/, '').replace("'main '", "'new '") + '\nfunction* fresh(n) { return n }\n',
    archive: true, of: 'old', verdict: 'refused', says: /frame waiting at "old#1" can't go on/ },
  { name: 'a function that is gone altogether, its caller knows', before, after: before.replace(/yield\* old\(1\)/, 'yield* fresh(1)').replace(/function\* old[^]*?\n}\n/, '').replace("'main '", "'new '") + '\nfunction* fresh(n) { return n }\n',
    archive: true, migrations: [{ function: 'main.ts#main', labels: { 'old#1': 'fresh#1' } }], of: 'old', verdict: 'archived', output: 'new 212' },
  { name: 'the archived code needs a name that is gone', before, after: after.replaceAll('rate', 'price'), archive: true, of: 'old', verdict: 'refused', says: /its archived code needs "rate" of u\d+\/main.ts, which is gone/ },
  { name: 'a module variable is read as it is now', before: before.replace('sum + y', 'sum + y + calls'), after: after.replace('let calls = 0', 'let calls = 5000'), archive: true, of: 'old', verdict: 'archived', output: 'new 5212' },
  {
    name: 'archived code assigns a variable of the module as it is now', before: before.replace('add(x)', 'add(x); calls += 5; [calls] = [calls + 1]').replace("'main ' + a", "'main ' + a + ' ' + calls"),
    after: after.replace("'new ' + a", "'new ' + a + ' ' + calls").replace('let calls = 0', 'let calls = 1000'), archive: true, of: 'old', verdict: 'archived', output: 'new 212 1006',
  },
  {
    name: 'archived code assigns what can not be assigned any more', before: before.replace('add(x)', 'add(x); calls++'), after: after.replace('let calls', 'const calls'), archive: true, of: 'old', verdict: 'refused',
    says: /its archived code assigns "calls" of u\d+\/main.ts, which can't be assigned any more/,
  },
  {
    name: 'a function that uses private names is not archived', before: `class Till { static #sum = 1; static *main() { const x = yield* request('ask', 2); return Till.#sum + x } }\nexport function* main() { return yield* Till.main() }`,
    after: `class Till { static #sum = 1; static *main() { return Till.#sum } }\nexport function* main() { return yield* Till.main() }`, archive: true, of: 'Till/main', verdict: 'refused', says: /no such label/,
  },
  { name: 'a class made inside of the archived function comes with it', before: before.replace('let sum = 10', 'let sum = 10; class K { n = 5; get() { return sum + this.n } } const k = new K()').replace('return sum + y', 'return k.get() + new K().n + y'),
    after: after.replace('let sum = 10', 'let sum = 10; class K { n = 7; get() { return 0 } }'), archive: true, of: 'old', verdict: 'archived', output: 'new 222' },
  { name: 'new code is preferred where it fits', before, after: before.replace('sum + y', 'sum * y'), archive: true, of: 'old', verdict: 'body', output: 'main 2400' },
  { name: 'a recursion of archived frames calls the new function', before: `export function* main() { return yield* dig(3) }
function* dig(n) { if (n === 0) return yield* request('ask', 1); const x = yield* dig(n - 1); return x + 1 }`, after: `export function* main() { return yield* dig(3) }
function* dig(n) { if (n === 0) return 7; const y = yield* dig(n - 1); yield; return y * 10 }`, archive: true, of: 'dig', verdict: 'archived', output: 4 },
]
