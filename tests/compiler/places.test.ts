// Places: where a frame keeps its slots. (compiler/src/emit/places.ts)

import test from 'ava'
import fc from 'fast-check'
import { compile } from '@stillframe/compiler'
import { generatorState, type GeneratorState } from '@stillframe/runtime/abi'
import { Bits } from '../../packages/compiler/src/emit/liveness.ts'
import { placesOf } from '../../packages/compiler/src/emit/places.ts'
import type { Local } from '../../packages/compiler/src/rope.ts'
import { load } from './load.ts'

const local = (index: number): Local => ({ name: `v${index}`, text: `v${index}`, index })

test('what is kept together has different places, what the call fills in the first ones, and no place is passed over', (t) => {
  const cases = fc.integer({ min: 1, max: 40 }).chain((size) => {
    const some = fc.subarray(Array.from({ length: size }, (_, i) => i))
    return fc.record({ size: fc.constant(size), entry: some, points: fc.array(some, { maxLength: 8 }) })
  })
  fc.assert(fc.property(cases, ({ size, entry, points }) => {
    const kept = [entry, ...points]
    const together = kept.map((live) => {
      const bits = Bits.of(size)
      for (const index of live) bits.add(index)
      return bits
    })
    const slots = Array.from({ length: size }, (_, i) => local(i)).filter(({ index }) => kept.some((live) => live.includes(index)))
    const places = placesOf(slots, entry.map((index) => slots.find((one) => one.index === index) as Local), together)
    const placeOf = (index: number): number => places[slots.findIndex((one) => one.index === index)] as number
    for (const live of kept) t.is(new Set(live.map(placeOf)).size, live.length)
    entry.forEach((index, i) => t.is(placeOf(index), i))
    t.is(new Set(places).size, Math.max(-1, ...places) + 1)
  }))
})

test('blocks one behind the other need no more places than one: frames and their text do not grow with them', (t) => {
  const blocks = {
    'for-of': (i: number) => `for (const a${i} of xs) { const b${i} = yield a${i}; yield; yield b${i} }`,
    'for': (i: number) => `for (let i${i} = 0; i${i} < xs; i${i}++) { const p${i} = yield; const q${i} = yield; const r${i} = yield; yield [p${i}, q${i}, r${i}] }`,
    'try': (i: number) => `try { const a${i} = yield 1; yield; yield a${i} } finally { yield 2 }`,
    'catch': (i: number) => `try { yield } catch (e${i}) { yield e${i}; yield; log(e${i}) }`,
    'catch with a pattern': (i: number) => `try { yield } catch ({ message: e${i} = yield 1 }) { yield e${i}; yield; log(e${i}) }`,
    'function': (i: number) => `{ function f${i}() { return xs } yield; yield f${i}() }`,
    'class': (i: number) => `{ class C${i} {} yield; yield new C${i}() }`,
    'sequence': (i: number) => `{ let a${i}, b${i}; yield; (a${i} = 1, b${i} = a${i}); yield; yield a${i} + b${i} }`,
    'pattern': (i: number) => `{ let a${i}; for ({ a${i} } of xs) { yield a${i}; yield; log(a${i}) } }`,
    'case': (i: number) => `switch (xs) { case ${i}: { const a${i} = yield 1; yield; yield a${i} } }`,
  }
  for (const [name, block] of Object.entries(blocks)) {
    const of = (count: number): string => compile(`function* f(xs) {\n${Array.from({ length: count }, (_, i) => block(100 + i)).join('\n')}\n}`, { id: 'm.js' }).code
    const fields = (code: string): number => new Set(code.match(/\.s\d+/g)).size
    t.is(fields(of(2)), fields(of(60)), name)
    const grown = (of(60).length - of(30).length) / (of(30).length - of(10).length)
    t.true(grown < 1.65, `${name}: ${grown} (1.5 is in proportion)`)
  }
})

test('a frame keeps nothing that nobody reads: not when what a point yields has written and failed, either', async (t) => {
  const { f } = await load<{ f: () => Generator }>(`export function* f() {
    const big = { big: 'value' }
    yield 0
    let x
    Object.keys(big)
    try { yield (x = boom()) } catch {}
    yield 1
  }
  const boom = () => { throw new Error('no') }`, 'places-1.js')
  const it = f()
  it.next()
  t.is(it.next().value, 1)
  const { frame } = generatorState(it) as GeneratorState
  t.deepEqual([frame.s0, frame.s1, frame.s2, frame.s3], [undefined, undefined, undefined, undefined])
})
