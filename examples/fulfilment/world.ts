// The world outside: a payment provider and a carrier, as they are. They answer late, decline, and fail.
//
//   W1. They know nothing of Stillframe. Each keeps a book: an append-only file, synced, keyed by idempotency key.
//   W2. Who asks again under the same key gets the answer that stands in the book, and nothing happens twice.
//   W3. What they decide depends on the order and the attempt alone, so that two runs can be compared.

import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'

export interface Charge {
  book: string
  order: string
  attempt: number
  cents: number
}

export interface Shipment {
  book: string
  order: string
}

export interface Entry {
  key: string
  order: string
  cents?: number
  answer: string
}

/** "charged" or "declined"; throws when the gateway is down. */
export async function charge({ book, order, attempt, cents }: Charge, key: string): Promise<string> {
  return once(book, key, async () => {
    await delay(2 + (hash(`${order}/${attempt}/way there`) % 12))
    if (hash(order) % 53 === 7 || hash(`${order}/${attempt}`) % 7 === 0) throw new Error('payment gateway: 503')
    return { key, order, cents, answer: hash(order) % 17 === 3 ? 'declined' : 'charged' }
  })
}

/** The number of the parcel. */
export async function ship({ book, order }: Shipment, key: string): Promise<string> {
  return once(book, key, async () => {
    await delay(1 + (hash(`${order}/parcel`) % 8))
    return { key, order, answer: `P${String(hash(`${order}/number`)).padStart(10, '0')}` }
  })
}

/** W1, W2 */
async function once(book: string, key: string, act: () => Promise<Entry>): Promise<string> {
  mkdirSync(dirname(book), { recursive: true })
  const known = readBook(book).find((entry) => entry.key === key)
  if (known !== undefined) {
    appendFileSync(`${book}.again`, `${key}\n`)
    return known.answer
  }
  const entry = await act()
  const file = await open(book, 'a')
  await file.write(`${JSON.stringify(entry)}\n`)
  await file.sync()
  await file.close()
  await delay(1 + (hash(`${key}/way back`) % 6)) // whoever is killed now was heard, and does not know it
  return entry.answer
}

export function readBook(book: string): Entry[] {
  if (!existsSync(book)) return []
  return readFileSync(book, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Entry)
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** FNV-1a, 32 bits, and a final mix: near keys give far numbers. */
export function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39)
  return (h ^ (h >>> 15)) >>> 0
}
