// What bundlers do to private members for older targets, behind the compiler: the text of a class shows them no more.

import { compile } from '@stillframe/compiler'
import { capture, restore, SnapshotError } from '@stillframe/snapshot'
import test from 'ava'
import { transform } from 'esbuild'

const source = `
export class Account { #cents = 5; add(n) { return this.#cents += n } }
export const types = { Purse: class { #coins = 1; count() { return this.#coins } } }
export function wallet() {
  return class Wallet { #notes = 2; count() { return this.#notes } }
}
export class Counter { static #made = 0; static make() { Counter.#made++; return new Counter() } v = 1 }
export function* compiled() { yield }`

interface Lowered {
  Account: new () => object
  types: { Purse: new () => object }
  wallet(): new () => object
  Counter: { make(): { v: number } }
}

async function lowered(target: string): Promise<Lowered> {
  const { code } = compile(source, { id: `${target}.js`, runtime: import.meta.resolve('@stillframe/runtime/abi'), sourceMap: false })
  const { code: text } = await transform(code, { target, minify: true })
  return await import(`data:text/javascript;charset=utf-8,${encodeURIComponent(text)}`) as Lowered
}

for (const target of ['es2022', 'es2021', 'es2015']) {
  test(`private members that are lowered to ${target} are still refused, static ones are no hindrance`, async (t) => {
    const { Account, types, wallet, Counter } = await lowered(target)
    const refused = (it: object): void => {
      t.is((t.throws(() => capture({ it }), { instanceOf: SnapshotError }) as SnapshotError).code, 'PRIVATE_FIELDS')
    }
    refused(new Account())
    refused(new types.Purse())
    const Wallet = wallet()
    refused(new Wallet())
    const { Copy } = restore(capture({ Copy: Wallet })) as { Copy: new () => object }
    t.not(Copy, Wallet)
    refused(new Copy())
    t.is((restore(capture({ it: Counter.make() })) as { it: { v: number } }).it.v, 1)
  })
}
