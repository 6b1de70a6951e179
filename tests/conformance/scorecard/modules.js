// Modules: exports, live bindings, what stands at the top.

//! export function*
export function* program(log) { log(program.name, program.length); yield* other(); yield* third() }
export function* other() { yield 'other' }
export { other as alias }
function* third() { yield 'third' }
export { third }

//! export default function*
export default function* main(a) { yield main.name; yield a }
export function* program(log) { yield* main(5); const { default: self } = { default: main }; log(self === main) }

//! exported constants
export const program = function* (log) { log(program.name, arrow().next(), named.name); yield* arrow(); yield* named() }
export const arrow = () => inner()
export const named = function* own() { yield own === named }
function* inner() { yield 'inner' }

//! exported classes and lets
export class C { *m() { yield C.name; yield counter++ } static *s() { yield this === C } }
export let counter = 1
export const o = { *m() { yield counter } }, { a, b: [c] } = { a: 1, b: [2] }
export function* program(log) { yield* new C().m(); yield* C.s(); yield* o.m(); counter = 10; yield* o.m(); log(a, c) }

//! a module variable changes under a suspended generator
let n = 1
const set = (v) => { n = v }
function* program(log) { const before = n; yield; log(n); set(5); log(n, before); n += yield n; log(n); n = 1; ({ n } = yield { n: 7 }); log(n); [n] = [1]; for (n of [2, 3]) yield n; n++; log(n) }

//! hoisting: functions are there before the statements
const early = [...hoisted()]
function* hoisted() { yield typeof later }
function* program(log) { log(early, typeof later); yield* hoisted(); log(later()) ; function inner() { return [...deep()] } log(inner()); function* deep() { yield 'deep' } }
var later = () => 'later'

//! imports are live and callable
import { basename as base } from 'node:path'
import path, * as all from 'node:path'
import fs from 'node:fs'
function* program(log) { log(base(yield '/a/b'), path.basename('/c/d'), all.basename(yield '/e'), typeof fs.readFileSync, (yield base)('/f')); const f = () => base('/g'); yield; log(f()) }

//! this and arguments at the top level
const top = this
const arrow = () => this
function* program(log) { log(top, arrow(), (() => this)(), typeof arguments); yield }

//! top-level await
const value = await Promise.resolve(5)
const list = []
for await (const x of [1, Promise.resolve(2)]) list.push(x)
function* program(log) { log(value, list); yield value }

//! statements at the top with generators inside
const made = {}
if (made) { function* inIf() { yield 'if' } made.inIf = inIf }
for (const k of ['a', 'b']) made[k] = function* () { yield k }
made.iife = (function () { let n = 0; return function* () { yield n++ } })()
made.object = { deep: { *m() { yield 'm' } } }
try { throw 1 } catch (e) { made.caught = function* () { yield e } }
const { x = function* () { yield 'x' } } = {}
made.x = x
made.cond = made ? function* () { yield 'cond' } : null
made.args = ((g) => g)(function* () { yield 'arg' })
class K { static field = function* () { yield 'field' }; static { made.static = function* () { yield K.name } } prop = function* () { yield this } }
made.field = K.field
function* program(log) { for (const g of Object.values(made)) if (typeof g === 'function') { log(g.name); yield* g() } yield* made.object.deep.m(); log([...new K().prop.call(5)]) }

//! names like those of the compiler at the top level
const $$ = 1, $$1 = 2
let $$k1 = 3
function* $$S1() { yield $$ + $$1 + $$k1 }
function* program(log) { const $$f = 5; yield* $$S1(); const f = () => [$$, $$1, $$k1, $$f]; yield f(); log(f()) }

//! globalThis and undeclared names are left alone
function* program(log) { globalThis.__shared = 1; log(typeof __shared, __shared + (yield 1)); __shared = yield 5; log(globalThis.__shared, delete globalThis.__shared, typeof __shared); try { __shared } catch (error) { log(error) } }

//! only async generators and a star elsewhere
const product = 2 * 3
async function* a() { yield 1 }
function* program(log) { log(product, Object.prototype.toString.call(a())); yield 2 ** 3 }
