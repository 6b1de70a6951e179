import test from 'ava'
import { compile, type ArchivedFunction } from '@stillframe/compiler'

const filesOf = (source: string): ArchivedFunction[] => compile(source, { id: 'shop.ts', sourceMap: false, archive: true }).archive
const textOf = (source: string): string => filesOf(source)[0]?.text ?? ''

test('without the option there are none', (t) => {
  t.deepEqual(compile('export function* a() { yield }', { id: 'shop.ts' }).archive, [])
})

test('each generator function has a file, addressed by id and body', (t) => {
  const files = filesOf('export function* a() { yield }\nexport function* b() { const c = function* () { yield 1 }; yield* c() }')
  t.deepEqual(files.map(({ id }) => id).toSorted(), ['shop.ts#a', 'shop.ts#b', 'shop.ts#b/c'])
  for (const { file, body } of files) t.regex(file, new RegExp(`^shop\\.ts/(a|b|b%2Fc)@${body}\\.mjs$`))
})

test('a file has no imports, and takes what it needs by name', (t) => {
  const text = textOf(`import { log } from './log.ts'
const rates = [1]
let count = 0
class Cart {}
export function* main({ tax = rates[0] }) {
  const rest = { rates, count: count }
  log(new Cart(), rest)
  log\`x\`
  yield rates.length
  return { tax }
}`)
  t.notRegex(text, /\bimport\b/)
  t.deepEqual(JSON.parse(/archived = (.*)/.exec(text)?.[1] ?? '').needs, ['Cart', 'count', 'log', 'rates'])
  t.regex(text, /\{\s+rates: \$\$names\.rates,\s+count: \$\$names\.count\s+\}/)
  t.regex(text, /\(0, \$\$names\.log\)\(new \$\$names\.Cart\(\), rest\)/)
})

test('names of its own are left alone', (t) => {
  const text = textOf('const rate = 1\nexport function* main(rate) { yield rate; { const main = rate; yield main } return ((rate) => rate)(rate) }')
  t.notRegex(text, /names\./)
})

test('its closures and their scopes come with it', (t) => {
  const text = textOf('export function* main() { let n = 0; const add = () => ++n; yield add(); class K { m() { return n } } yield new K(); return n }')
  t.regex(text, /code\(\$\$M, "\w+;smain\|n;f&\/add\|\^\|\*0;c&\/K\|\|\*0;g&\|/)
})

test('variables of the module are assigned by name, in whatever form', (t) => {
  const text = textOf(`let a = 1, b, c
export function* main(x) {
  a = 2; a += 1; a++; b ??= 3; [a, b = 5] = x; ({ a, b = 6, x: c } = x)
  for (a of x) {}
  for (const k of x) { yield k; [a] = k }
}`)
  const { needs, assigns } = JSON.parse(/archived = (.*)/.exec(text)?.[1] ?? '') as { needs: string[]; assigns: string[] }
  t.deepEqual([needs, assigns], [['a', 'b', 'c'], ['a', 'b', 'c']])
  t.regex(text, /names\.a = 2;+\s*\$\$names\.a \+= 1;+\s*\$\$names\.a\+\+;+\s*\$\$names\.b \?\?= 3;+\s*\[\$\$names\.a, \$\$names\.b = 5\] = /)
  t.regex(text, /\{ ?a: \$\$names\.a, b: \$\$names\.b = 6, x: \$\$names\.c ?\}/)
  t.regex(text, /for \(\$\$names\.a of /)
})

test('a module says what is assigned by functions, what they give members, and what it imports', (t) => {
  const { code } = compile(`import d from './d.ts'
export let a = 1, b = 2; let c, e = {}, f = [], g = {}, h
b = 3
class K { static { h = new K() } static i = (h = 1); j = 1 }
function k() { a++; [c] = [1]; e.x = 1; f.push(1); g = { ...g, x: e.y }; d.z = 1 }
export { g }
export function* main() { yield }`, { id: 'a.ts', sourceMap: false })
  t.regex(code, /\["d\.","a!","c","e\.","g!","","d"\]\);/)
})

test('a module registers setters of what it may assign', (t) => {
  const { code } = compile('export let a = 1\nvar b\nconst c = 1\nimport d from "./d.ts"\nfunction e() {}\nclass F {}\nexport function* main() { yield }', { id: 'a.ts', sourceMap: false })
  t.regex(code, /\}, \{ \["a"\]: \$\$v => a = \$\$v, \["b"\]: \$\$v => b = \$\$v \}, \["","d"\]\)/)
})

test('functions that the module gets by assignment keep their names', (t) => {
  const text = textOf('let f\nexport function* main(x) { f = () => 1; [f = class {}] = x; yield () => { f = async () => 2 } }')
  t.deepEqual([...text.matchAll(/names\.f = ([^(]*)/g)].map(([, made]) => made).toSorted(), ['$$.closure', '$$.evaluate', '$$.made'])
})

test('a function that uses private names can not be taken out of its class, and says so', (t) => {
  const [method, ...others] = filesOf('export class A { #x = 1; *all() { yield this.#x } *other() { yield 1 } }').toSorted((a, b) => (a.id < b.id ? -1 : 1))
  t.is(method?.id, 'shop.ts#A/all')
  t.is(method?.reason?.code, 'ARCHIVE_PRIVATE')
  t.is(method?.text, undefined)
  t.deepEqual(others.map(({ id, reason }) => [id, reason]), [['shop.ts#A/other', undefined]])
})
