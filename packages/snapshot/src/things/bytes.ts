// Bytes: array buffers, and the views onto them. Views of one buffer share it after a restore as before.
//
//   B1. A buffer is one base64 string; a view is its class, its buffer and a range.
//   B2. Node keeps small Buffers in pools; such a Buffer is saved alone, as its own bytes: the pool holds strangers' data.
//
// Called by: classify.ts, decode.ts. Calls: properties.ts.

import { isIndex, need } from '../text/format.ts'
import { refuse } from '../errors.ts'
import { coversNothing, levelOf, saveBeside, saveOdd } from './properties.ts'
import { keysBeside } from './proxies.ts'
import { Refused, row, WORDS, type AnyRow } from './rows.ts'

const VIEWS = ['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array',
  'Float16Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array', 'DataView']

type ViewClass = new (buffer: ArrayBuffer, offset: number, length?: number) => ArrayBufferView
const host = globalThis as unknown as Record<string, unknown> & { btoa(binary: string): string; atob(text: string): string; structuredClone(value: unknown, options?: object): unknown }
const viewClass = (name: unknown): ViewClass | undefined => (VIEWS.includes(name as string) ? (host[name as string] as ViewClass | undefined) : undefined)

interface Buffers {
  readonly poolSize: number
  isBuffer(value: unknown): boolean
  from(bytes: Uint8Array): ArrayBufferView
  from(buffer: ArrayBufferLike, offset: number, length: number): { toString(encoding: 'base64'): string }
}

/** Node's. */
const Pool = host['Buffer'] as Buffers | undefined

const CHUNK = 0x6000

export function toBase64(bytes: Uint8Array): string {
  if (Pool !== undefined) return Pool.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64') // ten times as fast
  const parts: string[] = []
  for (let i = 0; i < bytes.length; i += CHUNK) parts.push(host.btoa(String.fromCharCode(...bytes.subarray(i, i + CHUNK))))
  return parts.join('')
}

export function fromBase64(text: unknown): Uint8Array<ArrayBuffer> {
  need(typeof text === 'string', 'bytes are no text')
  let binary: string
  try {
    binary = host.atob(text)
  } catch {
    return need(false, 'bytes are no base64') as never
  }
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}

type Resizable = ArrayBuffer & { readonly resizable?: boolean; readonly maxByteLength: number; readonly detached?: boolean }

const byteLengthOf = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength')?.get as () => number
const LARGEST_BUFFER = 2 ** 31

const buffer = row<Resizable>({
  tag: 'buffer',
  save(buffer, writer) {
    Reflect.apply(byteLengthOf, buffer, [])
    if (buffer.detached) throw new Refused(refuse.instance('detached ArrayBuffer'))
    saveOdd(buffer, writer, ArrayBuffer.prototype, coversNothing)
    const text = toBase64(new Uint8Array(buffer))
    return [writer.type(['buffer']), text, ...(buffer.resizable ? [buffer.maxByteLength] : [])]
  },
  create(_type, cells) {
    const bytes = fromBase64(cells[0])
    if (cells.length < 2) return bytes.buffer
    need(isIndex(cells[1], LARGEST_BUFFER) && cells[1] >= bytes.length, 'the size of a buffer is none')
    const larger = new (ArrayBuffer as unknown as new (length: number, options: object) => ArrayBuffer)(bytes.length, { maxByteLength: cells[1] })
    new Uint8Array(larger).set(bytes)
    return larger
  },
})

const getterOf = (key: PropertyKey): unknown => Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype) as object, key)?.get
const typedTag = getterOf(Symbol.toStringTag) as () => string | undefined
const typedLength = getterOf('length') as () => number

/** B2 */
function isPooled(view: ArrayBufferView): boolean {
  return Pool !== undefined && Pool.isBuffer(view) && view.byteLength < Pool.poolSize && isPool(view.buffer as ArrayBuffer, Pool.poolSize)
}

/** Node marks its pools: they can't be sent elsewhere. Nor is anything sent here: any other buffer is refused for standing in the list twice. */
function isPool(buffer: ArrayBuffer, size: number): boolean {
  if (buffer.byteLength < size || buffer.byteLength > size + 128) return false
  try {
    host.structuredClone(0, { transfer: [buffer, buffer] })
    return true // Node 20 passes over what it has marked
  } catch (error) {
    return !/duplicate/.test((error as Error).message)
  }
}

const view = row<ArrayBufferView>({
  tag: 'view',
  save(view, writer) {
    if (!ArrayBuffer.isView(view)) throw new TypeError('it is no view of a buffer')
    if (!(view.buffer instanceof ArrayBuffer)) throw new Refused(refuse.instance('SharedArrayBuffer'))
    const name = Reflect.apply(typedTag, view, []) ?? 'DataView'
    const natural = (host[name] as Function).prototype as object
    const isElements = name !== 'DataView'
    const length = isElements ? Reflect.apply(typedLength, view, []) : view.byteLength
    const twin = (): object => Object.setPrototypeOf(new (host[name] as ViewClass)(view.buffer as ArrayBuffer, view.byteOffset, length), Object.getPrototypeOf(view) as object) as object
    saveBeside(view, writer, natural, levelOf(view), isElements && length > 0 ? keysBeside(view, length, twin) : Reflect.ownKeys(view))
    if (isPooled(view)) return [writer.type(['bytes', name]), toBase64(new Uint8Array(view.buffer, view.byteOffset, view.byteLength))]
    const tracks = (view.buffer as Resizable).resizable === true && view.byteOffset + view.byteLength === view.buffer.byteLength && isTracking(view)
    const place = view.byteOffset === 0 && view.byteLength === view.buffer.byteLength && !(view.buffer as Resizable).resizable
      ? []
      : tracks ? [view.byteOffset] : [view.byteOffset, length]
    return [writer.type(['view', name]), writer.cell(view.buffer, WORDS, 'buffer'), ...place]
  },
  needs: (_type, cells) => [cells[0]],
  create(type, cells, reader) {
    const Class = viewClass(type[1])
    const buffer = reader.made(cells[0])
    const [, offset = 0, length] = cells
    need(Class !== undefined && buffer instanceof ArrayBuffer && isIndex(offset, LARGEST_BUFFER), 'a view is damaged')
    need(length === undefined || isIndex(length, LARGEST_BUFFER), 'a view is damaged')
    try {
      return length === undefined ? new Class(buffer, offset) : new Class(buffer, offset, length)
    } catch {
      return need(false, 'a view is damaged') as never
    }
  },
})

/** Does a view that ends where its resizable buffer ends follow it when it grows? Only growing the buffer can tell, or shrinking a copy; most do not. */
function isTracking(view: ArrayBufferView): boolean {
  const buffer = view.buffer as Resizable & { resize(length: number): void }
  const before = buffer.byteLength
  const length = view.byteLength
  const size = (view as { BYTES_PER_ELEMENT?: number }).BYTES_PER_ELEMENT ?? 1
  if (before + size > buffer.maxByteLength) {
    return length > 0 && staysInside(host.structuredClone(view) as Uint8Array | DataView, before - size)
  }
  buffer.resize(before + size)
  const tracks = view.byteLength !== length
  buffer.resize(before)
  return tracks
}

/** Is a view still one when its buffer has shrunk? */
function staysInside(view: Uint8Array | DataView, size: number): boolean {
  ;(view.buffer as unknown as { resize(length: number): void }).resize(size)
  try {
    if (view instanceof DataView) void view.byteLength
    else view.at(0)
    return true
  } catch {
    return false // ECMA-262 10.4.5.14, 25.3.1.4: it is out of bounds
  }
}

/** Bytes without a buffer that anybody else sees. B2 */
const bytes = row<ArrayBufferView>({
  tag: 'bytes',
  save: () => { throw new TypeError('views are saved by their own row') },
  create(type, cells) {
    const bytes = fromBase64(cells[0])
    need(type[1] === 'Uint8Array', 'a view is damaged')
    return Pool === undefined ? bytes : Pool.from(bytes)
  },
})

export const byteRows: readonly AnyRow[] = [buffer, view, bytes]
