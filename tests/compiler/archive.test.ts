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

test('a function that can not be taken out of its module says why', (t) => {
  t.regex(filesOf('let count = 0\nexport function* main() { count++; yield }')[0]?.reason ?? '', /assigns to "count"/)
  const [method] = filesOf('export class A { #x = 1; *all() { yield this.#x } }')
  t.is(method?.text, undefined)
})
