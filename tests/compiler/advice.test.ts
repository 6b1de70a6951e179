// Advice must be right in both directions: what it names is refused by a capture, what it passes over is saved.

import test from 'ava'
import { compile, CompileError } from '@stillframe/compiler'
import { capture } from '@stillframe/snapshot'
import { load } from './load.ts'

const advice = (source: string): string[] => compile(source, { id: 'a.js', filename: 'a.js', advise: true }).advice.map(({ code, line }) => `${line} ${code}`)

const refused: [string, string, string][] = [
  ['a promise', 'const it = Promise.resolve(1)\nyield\nlog(it)', 'NEVER_SAVED'],
  ['a promise of an async function', 'const it = later()\nyield\nlog(it)', 'NEVER_SAVED'],
  ['a WeakMap', 'let it\nit = new WeakMap()\nyield\nlog(it)', 'NEVER_SAVED'],
  ['a timer of the host', 'const it = setTimeout(() => {}, 0)\nclearTimeout(it)\nyield\nlog(it)', 'NEVER_SAVED'],
  ['a bound function', 'const it = log.bind(null)\nyield\nlog(it)', 'NEVER_SAVED'],
  ['an instance with private fields', 'const it = new Secret()\nyield\nlog(it)', 'NEVER_SAVED'],
  ['a class with private static members', 'class It { static #n = 1; static next() { return It.#n++ } }\nyield\nlog(It)', 'NEVER_SAVED'],
  ['a class expression with private static members', 'const it = class { static #n = 1; static get n() { return this.#n } }\nyield\nlog(it)', 'NEVER_SAVED'],
  ['an AbortController that a closure uses', 'const it = new AbortController()\nconst stop = () => it.abort()\nyield\nlog(stop)', 'NEVER_SAVED'],
  ['an iterator', 'const it = new Map([[1, 2]]).entries()\nyield\nlog(it)', 'HELD_ITERATOR'],
  ['an iterator made by hand', 'const it = [1][Symbol.iterator]()\nyield\nlog(it)', 'HELD_ITERATOR'],
  ['an iterator in a loop', 'for (const it of "ab".matchAll(/./g)) {\nyield\nlog(it)\n}', 'HELD_ITERATOR'],
  ['an iterator in a loop, made by hand', 'for (const it of [1][Symbol.iterator]()) {\nyield\nlog(it)\n}', 'HELD_ITERATOR'],
  ['an iterator of a variable', 'const map = new Map([[1, 2]])\nconst it = map.keys()\nyield\nlog(it)', 'HELD_ITERATOR'],
  ['an iterator of an array that a built-in made', 'const it = Object.keys({ a: 1 }).values()\nyield\nlog(it)', 'HELD_ITERATOR'],
  ['an iterator of URLSearchParams', 'const it = new URLSearchParams("a=1").keys()\nyield\nlog(it)', 'HELD_ITERATOR'],
  ['matches of what is made a string', 'const it = String(1).matchAll(/./g)\nyield\nlog(it)', 'HELD_ITERATOR'],
  ['a global by way of globalThis', 'const it = new globalThis.WeakMap()\nyield\nlog(it)', 'NEVER_SAVED'],
  ['a promise of an async arrow function', 'const later = async () => 1\nconst it = later()\nyield\nlog(it)', 'NEVER_SAVED'],
  ['a bound function of a variable', 'const add = (a, b) => a + b\nconst it = add.bind(null, 1)\nyield\nlog(it)', 'NEVER_SAVED'],
  ['a bound class', 'const it = Secret.bind(null)\nyield\nlog(it)', 'NEVER_SAVED'],
  ['a bound method', 'class It { get() { return 1 } *run() { const it = this.get.bind(this)\nyield\nlog(it) } }\nyield* new It().run()', 'NEVER_SAVED'],
  ['an instance with private methods', 'const it = new Methods()\nyield\nlog(it)', 'NEVER_SAVED'],
  ['an instance with private accessors', 'const it = new Accessors()\nyield\nlog(it)', 'NEVER_SAVED'],
  ['an instance of a class that is known by its private field', 'const it = new Branded()\nyield\nlog(it)', 'NEVER_SAVED'],
  ['an instance that inherits private fields', 'const it = new Heir()\nyield\nlog(it)', 'NEVER_SAVED'],
  ['a variable beside another that a closure keeps', 'const it = new WeakMap(), n = 1\nconst has = () => it.has(seen)\nconst get = () => n\nlog(has())\nyield\nlog(get)', 'NEVER_SAVED'],
]
const saved: [string, string][] = [
  ['a class with private and with static members', 'class It { #a = 1; static n = 1; get() { return this.#a } }\nyield\nlog(It)'],
  ['a promise that no yield keeps', 'const it = Promise.resolve(1)\nlog(it)\nyield'],
  ['a variable that may hold something else', 'let it = new WeakMap()\nit = 1\nyield\nlog(it)'],
  ['an array of what an iterator gives', 'const it = [...new Map([[1, 2]]).entries()]\nyield\nlog(it)'],
  ['a loop over entries, which is understood', 'for (const it of [1, 2].entries()) {\nyield\nlog(it)\n}'],
  ['Object.entries, which is no iterator', 'const it = Object.entries({ a: 1 })\nyield\nlog(it)'],
  ['a class of one\'s own that has the name of another', 'const it = new Headers()\nyield\nlog(it)'],
  ['a class of one\'s own in an object', 'const api = { Request: Own }\nconst it = new api.Request()\nyield\nlog(it)'],
  ['a values() of one\'s own', 'const own = new Own()\nconst it = own.values()\nyield\nlog(it)'],
  ['a values() of one\'s own, called at once', 'const it = new Own().values()\nyield\nlog(it)'],
  ['a keys() of nobody knows whom', 'const _ = given(new Own())\nconst it = _.keys({ a: 1 })\nyield\nlog(it)'],
  ['a variable that may be a Map or something else', 'let own = new Map()\nown = new Own()\nconst it = own.values()\nyield\nlog(it)'],
  ['a loop over a matchAll() of one\'s own', 'const own = { matchAll: () => [1, 2] }\nfor (const it of own.matchAll()) {\nyield\nlog(it)\n}'],
  ['a [Symbol.iterator]() of one\'s own', 'const it = new Own()[Symbol.iterator]()\nyield\nlog(it)'],
  ['a bind() of one\'s own', 'const it = new Own().bind(1)\nyield\nlog(it)'],
  ['a bind() of nobody knows whom', 'const own = given(new Own())\nconst it = own.prepare("select").bind(1)\nyield\nlog(it)'],
  ['an instance with private fields and hooks', 'const it = new Hooked()\nyield\nlog(it)'],
  ['an instance with private fields and inherited hooks', 'const it = new HookedHeir()\nyield\nlog(it)'],
  ['an instance with private fields and hooks from outside', 'const it = new HookedLater()\nyield\nlog(it)'],
  ['what a class with private fields makes instead of instances', 'const it = new Factory()\nyield\nlog(it)'],
  ['null again when it matters', 'let it = setTimeout(() => {}, 0)\nclearTimeout(it)\nit = null\nfor (let i = 0; i < 2; i++) {\nyield\nif (it) log(it)\n}'],
  ['undefined again when it matters', 'let it = new WeakMap()\nlog(it)\nit = undefined\nyield\nlog(it)'],
  ['undefined still', 'let it\ntry {\nyield\nit = new WeakMap()\n} finally { log(it) }'],
  ['undefined in all but one case', 'let it\nif (seen.length > 99) it = new WeakMap()\nyield\nlog(it)'],
  ['undefined where a declaration was passed by', 'if (seen.length > 99) { var it = new WeakMap() }\nyield\nlog(it)'],
  ['a variable of closures that no yield keeps', 'const it = new AbortController()\nconst stop = () => it.abort()\nstop()\nyield\nlog(1)'],
  ['a sum of promises, which is text', 'let it = Promise.resolve(1)\nit += Promise.resolve(2)\nyield\nlog(it)'],
  ['a function of one\'s own, declared twice under the name of a global', 'var fetch = () => 1\nvar fetch = () => 2\nconst it = fetch()\nyield\nlog(it)'],
]
/** What advice must be silent about even where a capture refuses it. */
const uncertain: [string, string][] = [
  ['an instance of a class with private static members only', 'const it = new Counted()\nyield\nlog(it)'],
  ['private fields in comments and strings', 'const it = new Written()\nyield\nlog(it)'],
  ['an instance of a class that extends what is not known', 'const it = new Unknown()\nyield\nlog(it)'],
]
const around = (body: string): string => `
export class Secret { #a = 1; get() { return this.#a } }
export class Methods { #get() { return 1 } get() { return this.#get() } }
export class Accessors { get #n() { return 1 } get() { return this.#n } }
export class Branded { #brand; static is(it) { return #brand in it } }
export class Heir extends Secret {}
export class Counted { static #n = 0; static #add() { return Counted.#n++ } static next() { return Counted.#add() } }
export class Written { /* this.#x, formerly */ text = 'a.#x' }
export class Unknown extends given(Object) { #a = 1; get() { return this.#a } }
const SAVE = Symbol.for('stillframe.save'), LOAD = Symbol.for('stillframe.load')
export class Hooked { #a = 1; static [SAVE](it) { return it.#a } static [LOAD](a) { const it = new this(); it.#a = a; return it } }
export class HookedHeir extends Hooked { #b = 1; get() { return this.#b } }
export class HookedLater { #a = 1; get() { return this.#a } }
HookedLater[SAVE] = (it) => it.get()
HookedLater[LOAD] = () => new HookedLater()
export class Factory { #a = 1; constructor() { return { a: 1 } } get() { return this.#a } }
export class Headers {}
export class Own { items = [1]; values() { return this.items } keys() { return this.items } bind(x) { return { x } } prepare() { return this } [Symbol.iterator]() { return { i: 0 } } }
export function given(it) { return it }
async function later() {}
const seen = []
export function log(value) { seen.push(value) }
export function* program() {
${body}
}`

/** The code of the error that a capture at the first yield throws. */
async function captured(body: string): Promise<string | undefined> {
  const { program } = await load<{ program(): Generator }>(around(body), `${body}.js`)
  const generator = program()
  generator.next()
  try {
    capture(generator)
    return undefined
  } catch (error) {
    return (error as { code: string }).code
  }
}

for (const [what, body, code] of refused) {
  test(`${what} is advised against, and a capture refuses it`, async (t) => {
    t.deepEqual(advice(around(body)).map((line) => line.replace(/^\d+ /, '')), [code])
    t.not(await captured(body), undefined)
  })
}
for (const [what, body] of saved) {
  test(`${what} is not advised against, and a capture takes it`, async (t) => {
    t.deepEqual(advice(around(body)), [])
    t.is(await captured(body), undefined)
  })
}

for (const [what, body] of uncertain) {
  test(`${what} is not advised against`, (t) => t.deepEqual(advice(around(body)), []))
}

test('what is imported is known by its module, and by its name there', (t) => {
  t.deepEqual(advice(`import * as api from './api.js'
import * as fs from 'node:fs'
import events, { EventEmitter as Emitter } from 'events'
import { EventEmitter } from 'eventemitter3'
import { tasklet } from 'stillframe/stackless'
function* f() {
  const a = new api.Request()
  const b = api.keys()
  const c = new EventEmitter()
  const d = tasklet().bind(f, [])
  const e = api.fs.watch('.')
  const g = fs.watch('.')
  const h = new events.EventEmitter()
  const i = new Emitter()
  const j = new events()
  yield
  return [a, b, c, d, e, g, h, i, j]
}`), [12, 13, 14, 15].map((line) => `${line} NEVER_SAVED`))
})

const inClass = (members: string): string => `class Shop {\n${members}\n}`
const lost: [string, string, number[]][] = [
  ['a namespace of ours', 'import * as sf from \'stillframe\'\nfunction* f() {\nsf.sleep(1)\nyield sf.sleep(2)\nyield* sf.sleep(3)\nsf.channel().send(1)\nconst inbox = sf.channel()\ninbox.send(1)\n}', [3, 4, 8]],
  ['a namespace of somebody else', 'import * as sf from \'elsewhere\'\nfunction* f() {\nsf.sleep(1)\nyield sf.sleep(2)\n}', []],
  ['parts of an expression that nobody takes', 'import { sleep } from \'stillframe\'\nfunction* f(a) {\na && sleep(1)\na ? sleep(1) :\nsleep(2)\nvoid sleep(1)\nsleep(1), a\na, sleep(1)\nyield a ?? sleep(1)\n}', [3, 4, 5, 6, 7, 8, 9]],
  ['parts of an expression that somebody takes', 'import { sleep } from \'stillframe\'\nfunction* f(a) {\nconst b = a && sleep(1)\nyield* a ? sleep(1) : sleep(2)\na((b, sleep(1)))\nreturn () => sleep(1)\n}', []],
  ['a variable that gets other functions', 'let h = function* () {}\nh = () => 1\nh()', []],
  ['a channel that becomes another', 'import { channel } from \'stillframe\'\nlet inbox = channel()\ninbox = new Set()\ninbox.send(1)', []],
  ['a static method beside a generator method', inClass('static run() {}\n*run() { yield }\nstatic go() { this.run() }\ngo() {\nthis.run() }'), [6]],
  ['a method beside a static generator method', inClass('run() {}\nstatic *run() { yield }\ngo() { this.run() }\nstatic go() {\nthis.run() }\nstatic {\nthis.run() }\nstatic field = () => \nthis.run()'), [6, 8]],
  ['a private method beside a public one', inClass('#run() {}\n*run() { yield }\ngo() { this.#run() }'), []],
  ['a private generator method', inClass('run() {}\n*#run() { yield }\ngo() { this.run()\nthis.#run() }'), [5]],
  ['another `this`', inClass('*run() { yield }\ngo() { return { run() {}, x() { this.run() } } }\non(a) { a.on(function () { this.run() }) }\nfield = function () { this.run() }\nof(a) { a.of(() =>  {\nthis.run() }) }'), [7]],
  ['`this` in a computed key, which is that around the class', inClass('run() {}\ngo() { return class { [this.run()]() {} *run() { yield } } }'), []],
  ['a method whose name is taken', inClass('*run() { yield }\nrun = () => 1\ngo() { this.run() }'), []],
  ['a method whose name may be taken', `const key = 'run'\n${inClass('*run() { yield }\n[key]() {}\ngo() { this.run() }')}`, []],
  ['a method that is assigned', inClass('*run() { yield }\nconstructor() { this.run = () => 1 }\ngo() { this.run() }'), []],
  ['inherited methods', `class Base { *run() { yield } }\n${inClass('x() {}\n*y() {\nthis.run()\nsuper.run()\nsuper.x()\n}').replace('Shop', 'Shop extends Base')}`, [5, 6]],
  ['what other doors give', `import { restart, supervise } from 'stillframe/supervision'
import { effect, readFile, writeFile as save } from 'stillframe/durable'
import { once } from 'stillframe/interop'
import { writeFile } from 'node:fs'
function* f() {
effect('mail')
save('a', 'b')
readFile('a')
restart(f)
supervise([f])
once(f, 'x')
writeFile('a', 'b')
yield* effect('mail')
const later = restart(f)
yield* later
}`, [6, 7, 8, 9, 10, 11]],
  ['methods of what ours give', `import { channel, spawn } from 'stillframe'
import { context } from 'stillframe/context'
import { latest, topic } from 'stillframe/topics'
import { events, sink } from 'stillframe/interop'
const user = context('user'), price = latest(1), news = topic()
function* f(other) {
const task = spawn(f)
task.cancel()
task.settled()
task.kill()
user.with('ann', f())
user.get()
price.changed()
price.set(2)
news.send(1)
channel().close()
events(f, 'x')
const clicks = events(f, 'x')
clicks.next()
sink(f).send(1)
other.cancel()
other.with(1)
yield* task.cancel()
}`, [8, 9, 11, 13, 15, 19]],
  ['static generator methods', `${inClass('static *run() { yield }\nstatic go() {}\n*open() { yield }')}
class Heir extends Shop {}
function* f(Other) {
Shop.run()
Heir.run()
Shop.go()
Shop.open()
Other.run()
yield* Shop.run()
}`, [8, 9]],
  ['static methods that are assigned', `${inClass('static *run() { yield }')}\nShop.run = () => 1\nShop.run()`, []],
  ['static methods that may be assigned', `${inClass('static *run() { yield }')}\nfor (const key of ["run"]) Shop[key] = () => 1\nShop.run()`, []],
  ['methods of a variable that holds several classes', `let It = class { static *run() { yield } }\nIt = class { static run() {} }\nIt.run()`, []],
  ['channels in fields', `import { channel } from 'stillframe'
const shared = channel()
${inClass(`inbox = channel()
#own = channel()
other = shared
work = function* () { yield }
static all = channel()
go() {
this.inbox.send(1)
this.#own.send(1)
this.other.receive()
this.work()
Shop.all.send(1)
this.inbox.close()
this.nothing.send(1)
this.go()
}`)}`, [10, 11, 12, 13, 14]],
  ['fields that get something else', `import { channel } from 'stillframe'
${inClass(`inbox = channel()
#own = channel()
box = channel()
bag = channel()
late
constructor(it) { this.inbox = it; this.late = channel() }
reset(it) { [this.#own] = it }
go() { this.inbox.send(1); this.#own.send(1); this.box.send(1); this.bag.send(1); this.late.send(1) }`)}
new Shop().box = new Set()
for (new Shop().bag of []) {}`, []],
  ['fields that may get something else', `import { channel } from 'stillframe'\n${inClass('inbox = channel()\nset(key, it) { this[key] = it }\ngo(list) { list[0] = 1; this.inbox.send(1) }')}`, []],
  ['fields of another `this`, or of a base', `import { channel } from 'stillframe'\n${inClass('inbox = channel()\ngo(a) { a.on(function () { this.inbox.send(1) }) }\nstatic go() { this.inbox.send(1) }')}\nclass Heir extends Shop { go() { super.inbox.send(1) } }`, []],
]
for (const [what, source, lines] of lost) {
  test(`calls that are lost are told, and no others: ${what}`, (t) => {
    t.deepEqual(advice(`function* compiled() { yield }\n${source}`), lines.map((line) => `${line + 1} FORGOTTEN_YIELD_STAR`))
  })
}

test('calls whose outcome nobody waits for are told, with their place', (t) => {
  t.deepEqual(advice(`import { channel, sleep as nap, spawn } from 'stillframe'
import { sleep } from 'elsewhere'
function* helper() { yield }
const arrow = function* () { yield }
class Shop {
  *open() { yield }
  *run() {
    helper()
    yield arrow()
    this.open()
    nap(1)
    const inbox = channel()
    inbox.send(1)
    const task = spawn(helper)
    task.join()
    sleep(1)
    const later = helper()
    yield* later
    yield* this.open()
    inbox.close()
    for (const x of helper()) yield x
    return helper()
  }
}
helper()`), [8, 9, 10, 11, 13, 15, 25].map((line) => `${line} FORGOTTEN_YIELD_STAR`))
})

test('places are those of the TypeScript', (t) => {
  const { advice: [found] } = compile('type A = 1\n\nfunction* f(a: number): Generator {\n  const   it: unknown = fetch(String(a))\n  yield\n  return it\n}\n', { id: 'a.ts', advise: true })
  t.is(`${found?.line}:${found?.column} ${found?.message}`, '4:25 "it" holds a promise across the yield at line 5 ("yield#1"): it can\'t be saved')
})

test('lines end where the language says, in JavaScript as in TypeScript', (t) => {
  for (const [end, between, place] of [['\n', '', '4:3'], ['\r', '', '4:3'], ['\r\n', '', '4:3'], ['\n', '\u2028', '5:3'], ['\r', '\u2029', '5:3']]) {
    const source = ['import { sleep } from \'stillframe\'', `const s = 'x${between}y'`, 'function* f() {', '  sleep(10)', '  yield s', '}', ''].join(end)
    for (const id of ['a.js', 'a.ts']) {
      const { advice: [found] } = compile(source, { id, advise: true })
      t.is(`${found?.line}:${found?.column}`, place, `${id} ${JSON.stringify(end + between)}`)
      const problem = t.throws(() => compile(source.replace('sleep(10)', 'a b*'), { id }), { instanceOf: CompileError })
      t.is(problem.diagnostics[0]?.line, Number(place?.[0]))
    }
  }
})
