// Listings: what a generator is lowered to, as `stillframe explain` prints it. A change here is a change to all saved
// frames, or a better lowering: look twice.

import test from 'ava'
import { compile } from '@stillframe/compiler'

function listingOf(source: string): string {
  const { functions } = compile(source, { id: 'm.js' })
  return `\n${functions.find(({ kind }) => kind === 'generator')?.listing ?? ''}\n`
}

test('a yield is one instruction, and a dead slot is not kept', (t) => {
  t.is(listingOf(`
function* echo(x) {
  const y = yield x
  return y
}`), `
  suspend "yield#1" x   keeps nothing
  y = $$v;
  { $$f.pc = -1; return y };
  return undefined
`)
})

test('a loop is labels and jumps', (t) => {
  t.is(listingOf(`
function* count(n) {
  for (let i = 0; i < n; i++) yield i
}`), `
  i = 0;;
for.1:
  if not ((i < n)) goto done.2
  suspend "for/yield#1" i   keeps n, i
next.3:
  (i++);
  goto for.1
done.2:
  return undefined
`)
})

test('try, catch and finally are regions with handlers, and finally stands there once', (t) => {
  t.is(listingOf(`
function* guard(job) {
  try {
    yield* job()
  } catch (error) {
    log(error)
  } finally {
    yield 'done'
  }
}`), `
  suspend "try/job#1" $$enter(job, $$x)($$f, undefined)   keeps nothing   ! catch.1
  goto caught.3
catch.1:
  %1 = $$v;   ! thrown.2
  try { throw %1 } catch (error) { log(error); }   ! thrown.2
caught.3:
  finally.kind = 0;
  finally.value = undefined;
  goto finally.4
thrown.2:
  finally.kind = 1;
  finally.value = $$v;
finally.4:
  suspend "finally/yield#1" 'done'   keeps finally.kind, finally.value
  if (finally.kind === 1) throw finally.value;
  if (finally.kind === 2) { $$f.pc = -1; return finally.value }
after.5:
endtry.6:
  return undefined
`)
})

test('for-of keeps a cursor, and closes it on every way out', (t) => {
  t.is(listingOf(`
function* each(list) {
  for (const item of list) {
    if (item === null) break
    yield item
  }
}`), `
  cursor = $$.iterate(list);
forof.1:
  if not (cursor.step()) goto done.2
  item = cursor.value;   ! thrown.3
  if (item === null) { finally.kind = 3; { goto finally.4 } };   ! thrown.3
  suspend "forof/yield#1" item   keeps cursor, finally.value   ! thrown.3
next.5:
  goto forof.1
thrown.3:
  finally.kind = 1;
  finally.value = $$v;
finally.4:
  cursor.close(finally.kind === 1);
  if (finally.kind === 1) throw finally.value;
  if (finally.kind === 3) { goto done.2 }
  if (finally.kind === 2) { $$f.pc = -1; return finally.value }
done.2:
  return undefined
`)
})

test('operators branch around yields', (t) => {
  t.is(listingOf(`
function* branch(a, b) {
  return (yield a) ?? b?.[yield 1]
}`), `
  suspend "yield#1" a   keeps b
  %1 = $$v;
  if not ((%1 === undefined || %1 === null)) goto logical.1
  %3 = b;
  if ((%3 === undefined || %3 === null)) goto nothing.2
  suspend "yield#2" 1   keeps %3
  %2 = %3[$$v];
  goto chained.3
nothing.2:
  %2 = undefined;
chained.3:
  %1 = %2;
logical.1:
  { $$f.pc = -1; return %1 }
  return undefined
`)
})

test('captured variables live in a scope object', (t) => {
  t.is(listingOf(`
function* share() {
  let n = 0
  const add = () => n++
  add()
  yield add
}`), `
  scope.n = 0;;
  add = $$.made($$f, 0, scope);;
  add();;
  suspend "yield#1" add   keeps nothing
  return undefined
`)
})

test('base, key, callee and old value are kept in temporaries', (t) => {
  t.is(listingOf(`
function* order(o, k) {
  o.all[k()] += yield o
  o.list.push(yield 1, 2)
}`), `
  %1 = (o.all);
  %2 = $$.keyOf(%1, (k()));
  %3 = %1[%2];
  suspend "yield#1" o   keeps o, %1, %2, %3
  ((%1[%2] = %3 + $$v));
  %4 = (o.list);
  %5 = %4.push;
  suspend "yield#2" 1   keeps %4, %5
  ($$.apply(%5, %4, [$$v, (2)], "o.list.push"));
  return undefined
`)
})

test('statements without a suspend point pass as they are', (t) => {
  t.is(listingOf(`
function* plain(list) {
  let sum = 0
  for (const x of list) {
    if (x < 0) continue
    sum += x
  }
  yield sum
}`), `
  sum = 0;;
  for (const x of list) { if (x < 0) continue sum += x; };
  suspend "yield#1" sum   keeps nothing
  return undefined
`)
})

test('a variable that nothing behind it writes is read when its turn comes; temporaries keep their names', (t) => {
  t.is(listingOf(`
function* total(cart, state) {
  let sum = 0
  sum += yield* price(cart)
  state.sum += yield* price(sum)
  return [sum, cart.name, yield* price(sum = 1)]
}`), `
  sum = 0;;
  suspend "price#1" $$enter(price, $$x)($$f, undefined, (cart))   keeps cart, state, sum
  ((sum = sum + $$v));
  %3 = (state).sum;
  suspend "price#2" $$enter(price, $$x)($$f, undefined, (sum))   keeps cart, state, sum, %3
  (((state).sum = %3 + $$v));
  %4 = (sum);
  %5 = (cart.name);
  suspend "price#3" $$enter(price, $$x)($$f, undefined, (sum = 1))   keeps %4, %5
  { $$f.pc = -1; return [%4, %5, $$v] }
  return undefined
`)
})
