import test from 'ava'
import { DONE, Frame, type Code } from '@stillframe/runtime/abi'
import { advance, type Owner } from '../../packages/runtime/src/frames/loop.ts'
import { codeOf } from './hand.ts'

const NEXT = 0
const THROW = 1
const RETURN = 2

/** depth(n): 0 yields once and returns 0; n returns 1 + depth(n - 1). */
const depth: Code = codeOf('test#depth', (frame, value) => {
  const n = frame.s0 as number
  if (frame.pc === 0) {
    frame.pc = 1
    if (n === 0) return 'at the bottom'
    const callee = new Frame(depth)
    callee.s0 = n - 1
    return callee
  }
  frame.pc = DONE
  return n === 0 ? 0 : (value as number) + 1
})

function ownerOf(code: Code, s0?: unknown): Owner {
  const frame = new Frame(code)
  frame.s0 = s0
  return { top: frame }
}

test('a chain of 1,000,000 frames is built, suspended and returned through', (t) => {
  const owner = ownerOf(depth, 1_000_000)
  t.is(advance(owner, undefined, NEXT), 'at the bottom')
  t.is(owner.top?.s0, 0)
  t.is(advance(owner, undefined, NEXT), 1_000_000)
  t.is(owner.top, null)
})

test('an error unwinds 1,000,000 frames', (t) => {
  const owner = ownerOf(depth, 1_000_000)
  advance(owner, undefined, NEXT)
  t.throws(() => advance(owner, new Error('thrown in'), THROW), { message: 'thrown in' })
  t.is(owner.top, null)
})

test('a return passes 1,000,000 frames', (t) => {
  const owner = ownerOf(depth, 1_000_000)
  advance(owner, undefined, NEXT)
  t.is(advance(owner, 'returned', RETURN), 'returned')
  t.is(owner.top, null)
})

test('a guarded frame gets the errors of its callees, others are dropped without a step', (t) => {
  const seen: string[] = []
  const bottom = codeOf('test#bottom', () => { throw new Error('from the bottom') })
  const plain = codeOf('test#plain', (frame) => {
    seen.push('plain')
    frame.pc = 1
    return new Frame(bottom)
  })
  const handler = codeOf('test#handler', (frame, value, mode) => {
    if (frame.pc === 0) {
      frame.pc = 1
      return new Frame(plain)
    }
    seen.push(`handler ${mode} ${(value as Error).message}`)
    frame.pc = DONE
    return 'handled'
  }, true)
  t.is(advance(ownerOf(handler), undefined, NEXT), 'handled')
  t.deepEqual(seen, ['plain', 'handler 1 from the bottom'])
})

test('a step that fails on resumption leaves a finished owner', (t) => {
  const fails = codeOf('test#fails', (frame) => {
    if (frame.pc === 1) throw new Error('second step')
    frame.pc = 1
    return 'yielded'
  })
  const owner = ownerOf(fails)
  t.is(advance(owner, undefined, NEXT), 'yielded')
  t.throws(() => advance(owner, undefined, NEXT), { message: 'second step' })
  t.is(owner.top, null)
})

test('a return that a callee answers with a yield is over: the caller then goes on', (t) => {
  const callee = codeOf('test#callee', (frame, value, mode) => {
    if (frame.pc === 0) {
      frame.pc = 1
      return 'waiting'
    }
    if (mode === RETURN) {
      frame.pc = 2
      return 'cleaning'
    }
    frame.pc = DONE
    return value
  }, true)
  const modes: number[] = []
  const caller = codeOf('test#caller', (frame, value, mode) => {
    if (frame.pc === 0) {
      frame.pc = 1
      return new Frame(callee)
    }
    modes.push(mode)
    frame.pc = DONE
    return `caller got ${value}`
  }, true)
  const owner = ownerOf(caller)
  t.is(advance(owner, undefined, NEXT), 'waiting')
  t.is(advance(owner, 'r', RETURN), 'cleaning')
  t.is(advance(owner, 'clean', NEXT), 'caller got clean')
  t.deepEqual(modes, [NEXT])
})

test('a return that a callee finishes on is handed to the caller', (t) => {
  const callee = codeOf('test#callee', (frame, value, mode) => {
    frame.pc = mode === RETURN ? DONE : 1
    return mode === RETURN ? `${value}!` : 'waiting'
  }, true)
  const caller = codeOf('test#caller', (frame, value, mode) => {
    if (frame.pc === 0) {
      frame.pc = 1
      return new Frame(callee)
    }
    frame.pc = DONE
    return `${mode} ${value}`
  }, true)
  const owner = ownerOf(caller)
  advance(owner, undefined, NEXT)
  t.is(advance(owner, 'r', RETURN), '2 r!')
})

test('undefined, null and objects with a pc of their own are yielded like any value', (t) => {
  for (const value of [undefined, null, 0, { pc: -1 }, { pc: 3, up: null }]) {
    const owner = ownerOf(codeOf('test#yields', (frame) => {
      frame.pc = 1
      return value
    }))
    t.is(advance(owner, undefined, NEXT), value)
    t.not(owner.top, null)
  }
})
