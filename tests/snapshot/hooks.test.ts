// Classes that save and load their own instances: private fields survive, identity and cycles too.

import test from 'ava'
import { capture, restore, SnapshotError } from '@stillframe/snapshot'
import { Account, Savings, Secret } from './code.ts'

test('an instance with private fields is saved by its class', (t) => {
  const account = new Account().deposit(5)
  const text = capture([account, account])
  const [one, two] = restore<Account[]>(text) as [Account, Account]
  t.true(one instanceof Account)
  t.is(one, two)
  t.is(one.deposit(2).cents, 7)
  t.is(account.cents, 5)
  t.is(capture(restore(text)), text)
})

test('a subclass inherits the hooks and stays what it is', (t) => {
  const copy = restore<Savings>(capture({ inside: new Savings().deposit(3) })) as unknown as { inside: Savings }
  t.is(Object.getPrototypeOf(copy.inside), Savings.prototype)
  t.is(copy.inside.cents, 3)
})

test('instances that hold each other do so afterwards', (t) => {
  const one = new Account().deposit(1)
  one.partner = new Account().deposit(2)
  one.partner.partner = one
  const copy = restore<Account>(capture(one))
  t.is(copy.partner?.partner, copy)
  t.is(copy.partner?.cents, 2)
})

test('a class with private fields and no hooks is refused, and told of them', (t) => {
  const error = t.throws(() => capture({ secret: new Secret() }), { instanceOf: SnapshotError }) as SnapshotError
  t.is(error.code, 'PRIVATE_FIELDS')
  t.regex(error.hint, /\[SAVE\]/)
})

test('a hook that throws is reported with the way to its object', (t) => {
  class Broken {
    static [Symbol.for('stillframe.save')](): never { throw new Error('no') }
    static [Symbol.for('stillframe.load')](): void {}
  }
  const error = t.throws(() => capture({ deep: [new Broken()] })) as SnapshotError
  t.is(error.path, 'root > .deep > [0]')
  t.regex(error.message, /reading it threw Error: no/)
})

test('a class that has no hook any more is refused at restore', (t) => {
  const text = capture(new Account())
  const load = Object.getOwnPropertyDescriptor(Account, Symbol.for('stillframe.load')) as PropertyDescriptor
  Reflect.deleteProperty(Account, Symbol.for('stillframe.load'))
  t.is((t.throws(() => restore(text)) as SnapshotError).code, 'TYPE_UNKNOWN')
  Object.defineProperty(Account, Symbol.for('stillframe.load'), load)
})
