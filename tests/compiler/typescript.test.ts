// TypeScript in: types go, everything else stays.

import test from 'ava'
import { compile } from '@stillframe/compiler'
import { load } from './load.ts'

interface Module { f(...args: unknown[]): Generator<unknown, unknown, unknown> }

async function run(source: string, ...args: unknown[]): Promise<unknown[]> {
  return [...(await load<Module>(source, 'm.ts')).f(...args)]
}

test('annotations, generics, as, satisfies and non-null go', async (t) => {
  t.deepEqual(await run(`
    type Pair<A, B = A> = readonly [A, B]
    export function* f<T extends number>(x: T, ...rest: unknown[]): Generator<unknown, void, unknown> {
      const pair = [x, x as unknown as number] satisfies Pair<number>
      const y: number = (yield pair) as number
      let z!: string
      yield y!, yield* ((rest as any[])!).map((r: any): any => <any>r)
      yield z
    }`, 1, 'r'), [[1, 1], undefined, 'r', undefined])
})

test('enums and namespaces run as TypeScript would', async (t) => {
  t.deepEqual(await run(`
    enum Color { Red, Green = 'g' }
    namespace Space { export const a = 5 }
    export function* f(): any { yield Color.Red; yield Color.Green; yield Color[0]; yield Space.a }`), [0, 'g', 'Red', 5])
})

test('parameter properties and field types of classes', async (t) => {
  t.deepEqual(await run(`
    abstract class Base { abstract name: string; protected declare other: number; *names(): any { yield this.name } }
    class Item extends Base { static readonly made?: number = 1; constructor(public name: string, private readonly price = 2) { super() } *both(): any { yield* super.names(); yield this.price } }
    export function* f(): any { yield* new Item('n').both(); yield Object.keys(new Item('m')) }`), ['n', 2, ['name', 'price']])
})

test('overloads, this parameters, optional parameters and type-only imports', async (t) => {
  t.deepEqual(await run(`
    import type { Nothing } from './nowhere.ts'
    import { type Something } from 'node:fs'
    function g(a: string): string
    function g(a: number): number
    function g(a: any): any { return a }
    export function* f(this: unknown, a?: Nothing, b?: Something): any { yield g(1); yield g('x'); yield [a, b] }
    export type { Nothing }`), [1, 'x', [undefined, undefined]])
})

test('the ending of the file name or an option says what is TypeScript', (t) => {
  t.throws(() => compile('function* f(a: number) { yield a }', { id: 'm.js' }))
  t.true(compile('function* f(a: number) { yield a }', { id: 'm.js', typescript: true }).changed)
  t.true(compile('function* f(a: number): any { yield a }', { id: 'orders', filename: 'src/orders.mts' }).changed)
  t.true(compile('function* f(a: number): any { yield a }', { id: 'm.cts' }).changed)
})
