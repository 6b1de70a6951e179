import test from 'ava'
import { createGenerator, fillGenerator, generatorState } from '@stillframe/runtime/abi'
import { count, generatorOf, guarded } from './hand.ts'

test('a compiled generator is iterated like any other', (t) => {
  t.deepEqual([...count(3)], [1, 2, 3] as never[])
  const it = count(1)
  t.deepEqual(it.next(), { value: 1, done: false })
  t.deepEqual(it.next(), { value: 'end', done: true })
  t.deepEqual(it.next(), { value: undefined, done: true })
  t.is(it[Symbol.iterator](), it)
})

test('its objects and functions have the prototypes and names of ECMA-262', (t) => {
  const it = count(1)
  t.is(Object.prototype.toString.call(it), '[object Generator]')
  t.is(Object.prototype.toString.call(count), '[object GeneratorFunction]')
  t.is(Object.getPrototypeOf(it), count.prototype)
  t.true(it instanceof (count as never))
  t.deepEqual([count.name, count.length], ['count', 1])
  t.throws(() => Reflect.construct(count, []), { instanceOf: TypeError })
  const up = (object: object): object => Object.getPrototypeOf(object) as object
  t.true(up(up(count.prototype as object)) === up(up((function* () {}).prototype as object)), 'above both is %IteratorPrototype%')
  t.false(Object.hasOwn(count.prototype as object, 'constructor'))
})

test('throw and return reach a guarded frame', (t) => {
  const a = guarded()
  a.next()
  t.deepEqual(a.throw('x'), { value: 'caught x', done: true })
  const b = guarded()
  b.next()
  t.deepEqual(b.return('r'), { value: 'returning', done: false })
  t.deepEqual(b.next(), { value: 'r', done: true })
})

test('throw and return before the first step run nothing', (t) => {
  const a = guarded()
  t.deepEqual(a.return(5), { value: 5, done: true })
  t.deepEqual(a.next(), { value: undefined, done: true })
  const b = guarded()
  t.throws(() => b.throw(new Error('x')), { message: 'x' })
  t.deepEqual(b.next(), { value: undefined, done: true })
})

test('a generator that is running can not be resumed', (t) => {
  const box: { it?: Generator } = {}
  const body = generatorOf('self', () => box.it?.next())
  box.it = body()
  t.throws(() => box.it?.next(), { instanceOf: TypeError, message: 'Generator is already running' })
})

test('the methods refuse other receivers', (t) => {
  for (const name of ['next', 'return', 'throw'] as const) {
    const method = Reflect.get(Object.getPrototypeOf(count.prototype) as object, name) as () => void
    t.is(method.name, name)
    t.is(method.length, 1)
    for (const receiver of [undefined, {}]) t.throws(() => method.call(receiver), { instanceOf: TypeError })
  }
})

test('an object made without a function, and filled later, goes on where its frame stands', (t) => {
  const it = count(3)
  it.next()
  const state = generatorState(it)!
  const copy = createGenerator(null) as Generator
  fillGenerator(copy, state.fn, state.frame, state.top)
  t.deepEqual(copy.next(), { value: 2, done: false })
  t.true(copy instanceof (count as never))
  t.is(generatorState({}), undefined)
  t.is(generatorState((function* () {})()), undefined)
})
