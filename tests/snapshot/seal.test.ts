// Sealed snapshots: only the right key, audience and time open them, and no changed one is ever opened.

import test, { type ExecutionContext } from 'ava'
import { capture, open, restore, seal, SnapshotError, type OpenOptions, type SealKey } from '@stillframe/snapshot'

const old: SealKey = { id: '2025', secret: 'a secret of more than thirty-two bytes' }
const fresh: SealKey = { id: '2026', secret: new Uint8Array(32).fill(7) }
const text = capture({ basket: ['tea', 'milk'], lone: '\ud800 \ufeff' })

const refusedWith = async (t: ExecutionContext, code: string, action: Promise<unknown>): Promise<void> => {
  const error = await t.throwsAsync(action, { instanceOf: SnapshotError }) as SnapshotError
  t.is(error.code, code)
  t.not(error.hint, '')
}

test('a sealed snapshot is opened by its key, and hides what it holds', async (t) => {
  const sealed = await seal(text, { keys: [fresh], audience: 'checkout' })
  t.regex(sealed, /^stillframe-sealed\.1\.2026\.[\w-]+\.never\.[\w-]+\.[\w-]+$/)
  t.false(sealed.includes('basket')) // (three letters may well come up by chance)
  t.is(await open(sealed, { keys: [fresh], audience: 'checkout' }), text)
  t.deepEqual(restore(await open(sealed, { keys: [fresh], audience: 'checkout' })), { basket: ['tea', 'milk'], lone: '\ud800 \ufeff' })
  t.not(await seal(text, { keys: [fresh], audience: 'checkout' }), sealed, 'no two are alike')
})

test('keys are rotated: the first of the ring seals, all of them open', async (t) => {
  const before = await seal(text, { keys: [old], audience: 'a' })
  const after = await seal(text, { keys: [fresh, old], audience: 'a' })
  t.true(after.startsWith('stillframe-sealed.1.2026.'))
  for (const sealed of [before, after]) t.is(await open(sealed, { keys: [fresh, old], audience: 'a' }), text)
  await refusedWith(t, 'SEAL_KEY_UNKNOWN', open(before, { keys: [fresh], audience: 'a' }))
})

test('the audience and the expiry are bound in', async (t) => {
  const sealed = await seal(text, { keys: [fresh], audience: 'user 7', expiresInMs: 1000, now: 5000 })
  const options: OpenOptions = { keys: [fresh], audience: 'user 7', now: 5999 }
  t.is(await open(sealed, options), text)
  await refusedWith(t, 'SEAL_AUDIENCE', open(sealed, { ...options, audience: 'user 8' }))
  await refusedWith(t, 'SEAL_EXPIRED', open(sealed, { ...options, now: 6000 }))
  await refusedWith(t, 'SEAL_DAMAGED', open(sealed.replace('.6000.', '.9000.'), options))
  await refusedWith(t, 'SEAL_DAMAGED', open(sealed.replace('.6000.', '.never.'), options))
  const other = (await seal(text, { keys: [fresh], audience: 'user 8' })).split('.')[3] as string
  await refusedWith(t, 'SEAL_DAMAGED', open(sealed.split('.').map((part, i) => (i === 3 ? other : part)).join('.'), { ...options, audience: 'user 8' }))
})

test('a text that was changed anywhere is never opened', async (t) => {
  const sealed = await seal(text, { keys: [fresh], audience: 'a' })
  for (let i = 0; i < sealed.length; i++) {
    const changed = `${sealed.slice(0, i)}${sealed[i] === 'A' ? 'B' : 'A'}${sealed.slice(i + 1)}`
    // The last digit of a base64 text may carry bits that mean nothing.
    const opened = await open(changed, { keys: [fresh], audience: 'a' }).catch((error: unknown) => error)
    t.true(opened instanceof SnapshotError || (opened === text && /[.]|$/.test(sealed.slice(i + 1, i + 2))), `at ${i}`)
  }
  for (const cut of [0, 10, 40, sealed.length - 1]) await refusedWith(t, 'SEAL_DAMAGED', open(sealed.slice(0, cut), { keys: [fresh], audience: 'a' }))
  await refusedWith(t, 'VERSION', open(sealed.replace('.1.', '.2.'), { keys: [fresh], audience: 'a' }))
  await refusedWith(t, 'SEAL_DAMAGED', open(text, { keys: [fresh], audience: 'a' }))
  await refusedWith(t, 'SEAL_DAMAGED', open(sealed, { keys: [{ id: '2026', secret: new Uint8Array(32) }], audience: 'a' }))
})

test('short secrets, strange ids and empty rings are refused, and so are strange expiries', async (t) => {
  const sealing = (keys: SealKey[]): Promise<string> => seal(text, { keys, audience: 'a' })
  await refusedWith(t, 'SEAL_KEY', sealing([{ id: 'k', secret: new Uint8Array(31) }]))
  await refusedWith(t, 'SEAL_KEY', sealing([{ id: 'k', secret: 'password' }]))
  await refusedWith(t, 'SEAL_KEY', sealing([fresh, { id: 'short', secret: '' }]))
  await refusedWith(t, 'SEAL_KEY', sealing([{ ...fresh, id: 'a.b' }]))
  await refusedWith(t, 'SEAL_KEY', sealing([fresh, fresh]))
  await refusedWith(t, 'SEAL_KEY', sealing([]))
  for (const expiresInMs of [0, -1, NaN, Infinity]) await refusedWith(t, 'SEAL_EXPIRY', seal(text, { keys: [fresh], audience: 'a', expiresInMs }))
})

test.serial('a host without WebCrypto is told so', async (t) => {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'crypto') as PropertyDescriptor
  Object.defineProperty(globalThis, 'crypto', { value: undefined, configurable: true })
  const sealing = seal(text, { keys: [fresh], audience: 'a' }).catch((error: unknown) => error)
  Object.defineProperty(globalThis, 'crypto', own)
  t.is(((await sealing) as SnapshotError).code, 'SEAL_NO_CRYPTO')
})
