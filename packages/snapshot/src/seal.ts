// Sealed snapshots: for texts that leave the house. Authenticated encryption (AES-256-GCM, NIST SP 800-38D) through WebCrypto.
//
//   stillframe-sealed.1.KEY.AUDIENCE.EXPIRES.SALT.TEXT
//
//   SL1. Key id, audience and expiry stand in the clear, and are authenticated together with the text: none can be changed
//        without `open` noticing.
//   SL2. Each text is encrypted with a key of its own, derived from the secret and a random salt (HKDF-SHA-256, RFC 5869). So no
//        nonce is ever used twice with a key, however many texts a secret seals.
//   SL3. The first key of a ring seals; all of them open. To rotate, put a new key first, and drop the old one when its texts
//        have expired.
//   SL4. A sealed text can be replayed until it expires: who must not accept one twice keeps count (stores do).
//
// Called by: index.ts. Calls: globalThis.crypto, bytes.ts, errors.ts.

import { fromBase64, toBase64 } from './things/bytes.ts'
import { seals, SnapshotError } from './errors.ts'

export interface SealKey {
  /** Says which key a text was sealed with. Not secret. */
  readonly id: string
  /** At least 32 bytes of randomness; text is taken as UTF-8. */
  readonly secret: Uint8Array | string
}

export interface SealOptions {
  /** The first key seals, all of them open. SL3 */
  readonly keys: readonly SealKey[]
  /** Who is to open it, or for what: `open` must name the same. */
  readonly audience: string
  /** Milliseconds from now until it can't be opened any more. Default: never. */
  readonly expiresInMs?: number
  /** Milliseconds since 1970. Default: the host's clock. */
  readonly now?: number
}

export type OpenOptions = Omit<SealOptions, 'expiresInMs'>

const MARK = 'stillframe-sealed'
const VERSION = '1'
const LEAST_SECRET = 32
const SALT_BYTES = 16
const NONCE_BYTES = 12
const KEY_BITS = 256
const PARTS = 7
const NEVER = 'never'

type Bytes = Uint8Array<ArrayBuffer>
interface Subtle {
  importKey(format: 'raw', bytes: Bytes, algorithm: 'HKDF', extractable: false, usages: string[]): Promise<object>
  deriveKey(by: object, from: object, algorithm: object, extractable: false, usages: string[]): Promise<object>
  encrypt(algorithm: object, key: object, bytes: Bytes): Promise<ArrayBuffer>
  decrypt(algorithm: object, key: object, bytes: Bytes): Promise<ArrayBuffer>
}
interface Host {
  readonly crypto?: { readonly subtle: Subtle; getRandomValues(bytes: Bytes): Bytes }
  readonly TextEncoder: new () => { encode(text: string): Bytes }
  readonly TextDecoder: new (name: string, options: object) => { decode(bytes: ArrayBuffer): string }
}
const host = globalThis as unknown as Host

function webCrypto(): NonNullable<Host['crypto']> {
  if (host.crypto === undefined) throw seals.noCrypto()
  return host.crypto
}

const bytesOf = (text: string): Bytes => new host.TextEncoder().encode(text)

/** RFC 4648 section 5, without padding. */
const encode = (bytes: Bytes): string => toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

function decode(text: string): Bytes {
  if (!/^[\w-]*$/.test(text)) throw seals.damaged()
  try {
    return fromBase64(text.replaceAll('-', '+').replaceAll('_', '/'))
  } catch {
    throw seals.damaged()
  }
}

/** The ring, with its secrets as bytes. Throws SEAL_KEY. */
function ringOf(keys: readonly SealKey[]): Map<string, Bytes> {
  const ring = new Map<string, Bytes>()
  for (const { id, secret } of keys) {
    if (typeof id !== 'string' || !/^[\w-]+$/.test(id)) throw seals.key(`the key id ${JSON.stringify(id)} is none: letters, digits, _ and -`)
    if (ring.has(id)) throw seals.key(`two keys are called "${id}"`)
    const bytes = typeof secret === 'string' ? bytesOf(secret) : Uint8Array.from(secret)
    if (bytes.length < LEAST_SECRET) throw seals.key(`the secret of key "${id}" has ${bytes.length} bytes; at least ${LEAST_SECRET} are needed`)
    ring.set(id, bytes)
  }
  if (ring.size === 0) throw seals.key('there is no key')
  return ring
}

/** SL2 */
async function keyOf(secret: Bytes, salt: Bytes, usage: 'encrypt' | 'decrypt'): Promise<object> {
  const { subtle } = webCrypto()
  const base = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const from = { name: 'HKDF', hash: 'SHA-256', salt, info: bytesOf(`${MARK} ${VERSION}`) }
  return subtle.deriveKey(from, base, { name: 'AES-GCM', length: KEY_BITS }, false, [usage])
}

/**
 * Encrypts a snapshot (or any text) so that only holders of the key can read it and nobody can change it, for `audience`, until it
 * expires. Throws SnapshotError SEAL_KEY.
 */
export async function seal(text: string, { keys, audience, expiresInMs, now = Date.now() }: SealOptions): Promise<string> {
  const ring = ringOf(keys)
  const { id } = keys[0] as SealKey
  const crypto = webCrypto()
  if (expiresInMs !== undefined && !(Number.isFinite(expiresInMs) && expiresInMs > 0)) throw seals.expiry(expiresInMs)
  const expires = expiresInMs === undefined ? NEVER : String(Math.ceil(now + expiresInMs))
  const random = crypto.getRandomValues(new Uint8Array(SALT_BYTES + NONCE_BYTES))
  const salt = random.slice(0, SALT_BYTES)
  const head = [MARK, VERSION, id, encode(bytesOf(audience)), expires, encode(random)].join('.')
  const key = await keyOf(ring.get(id) as Bytes, salt, 'encrypt')
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: random.slice(SALT_BYTES), additionalData: bytesOf(head) }, key, bytesOf(text))
  return `${head}.${encode(new Uint8Array(sealed))}`
}

/**
 * The text of a sealed one. Throws SnapshotError: SEAL_DAMAGED, SEAL_KEY, SEAL_KEY_UNKNOWN, SEAL_AUDIENCE, SEAL_EXPIRED. What it gives can
 * be restored like any snapshot; that it was sealed says who made it, not that it is harmless.
 */
export async function open(sealed: string, { keys, audience, now = Date.now() }: OpenOptions): Promise<string> {
  const ring = ringOf(keys)
  const parts = typeof sealed === 'string' ? sealed.split('.') : []
  const [mark, version, id, to, expires, random, cipher] = parts as [string, string, string, string, string, string, string]
  if (parts.length !== PARTS || mark !== MARK) throw seals.damaged()
  if (version !== VERSION) throw seals.version(version)
  const secret = ring.get(id)
  if (secret === undefined) throw seals.unknownKey(id)
  const bytes = decode(random)
  if (bytes.length !== SALT_BYTES + NONCE_BYTES) throw seals.damaged()
  const text = await decrypted(secret, bytes, parts.slice(0, -1).join('.'), decode(cipher))
  // What follows is authentic: SL1.
  if (to !== encode(bytesOf(audience))) throw seals.audience(audience)
  if (expires !== NEVER && !(Number(expires) > now)) throw seals.expired(Number(expires))
  return text
}

async function decrypted(secret: Bytes, random: Bytes, head: string, cipher: Bytes): Promise<string> {
  const key = await keyOf(secret, random.slice(0, SALT_BYTES), 'decrypt')
  try {
    const bytes = await webCrypto().subtle.decrypt({ name: 'AES-GCM', iv: random.slice(SALT_BYTES), additionalData: bytesOf(head) }, key, cipher)
    return new host.TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    throw error instanceof SnapshotError ? error : seals.damaged()
  }
}
