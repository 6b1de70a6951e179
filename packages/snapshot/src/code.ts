// What the runtime brings: frames, scopes, closures, compiled generator objects, and the kinds of its table.
//
//   CO1. A frame is its code and point (the type), its caller, and the slots that are live there; nothing else.
//   CO2. A closure is made of its function record and what it captured; functions are made before the rest is filled.
//   CO3. A kind is written field by field. Fields with their default are left out; small ones that many objects have
//        in common are part of the type (SHARED): a hundred thousand tasklets that wait share one.
//   CO4. `weak` fields are decided when the walk is over.
//
// Called by: classify.ts, decode.ts. Calls: the abi, properties.ts.

import {
  closure, closureOf, codeTable, createGenerator, DONE, fillGenerator, Frame, generatorState, getSlot, kinds, pointOf, scopeOf, setSlot,
  type Closure, type GeneratorState, type Kind,
} from '@stillframe/runtime/abi'
import { fail, refuse } from './errors.ts'
import { need } from './format.ts'
import { saveOdd } from './properties.ts'
import { isClass } from './references.ts'
import { CALLER, CAPTURED, FIELD, LOCAL, PROPERTY, Refused, row, WORDS, type AnyRow, type Reader, type Type, type Writer } from './rows.ts'

const FRAME_SHARED = 6

const frame = row<Frame>({
  tag: 'frame',
  save(frame, writer) {
    const { code, pc } = frame
    const meta = code.meta
    if (meta === null) throw new Refused(refuse.nativeFrame())
    if (pc === DONE) return [writer.type(['frame', code, DONE], () => ['frame', writer.code(code), DONE, 'done', 0, 0]), null]
    const point = pointOf(frame)
    if (point === undefined) throw new Refused(refuse.strayFrame(meta.name))
    const type = writer.type(['frame', code, point], () => [
      'frame', writer.code(code), pc, point.label, point.line, point.column, ...point.live.map((slot) => meta.slots[slot] ?? ''),
    ])
    const cells = [writer.cell(frame.up, CALLER, 'caller')]
    let length = 1
    for (const slot of point.live) {
      const value = getSlot(frame, slot)
      const count = cells.push(writer.cell(value, LOCAL, meta.slots[slot] ?? slot))
      if (value !== undefined) length = count
    }
    cells.length = length
    return [type, ...cells]
  },
  create: (type, _cells, reader) => reader.frame(type),
  fill(frame, type, cells, reader) {
    need(cells.length > 0 && cells.length <= type.length - FRAME_SHARED + 1, 'a frame has too many values')
    const up = reader.value(cells[0])
    need(up === null || up instanceof Frame, 'a caller is no frame')
    frame.up = up
    const slots = reader.slots(type)
    for (let i = 1; i < cells.length; i++) {
      const slot = slots[i - 1] as number
      if (slot >= 0) setSlot(frame, slot, reader.value(cells[i]))
    }
  },
})

const scope = row<object>({
  tag: 'scope',
  save(object, writer) {
    const record = scopeOf(object) as NonNullable<ReturnType<typeof scopeOf>>
    const { id, names } = record
    const cells = names.map((name) => writer.cell((object as { [name: string]: unknown })[name], LOCAL, name))
    return [writer.type(['scope', record], () => ['scope', id, ...names]), ...cells]
  },
  create(type, _cells, reader) {
    need(typeof type[1] === 'string', 'a scope has no name')
    const record = codeTable.scopes.get(type[1])
    if (record === undefined) throw fail.unknownScope(type[1], reader.path())
    const missing = type.slice(2).filter((name) => !record.names.includes(name as string))
    if (missing.length > 0) throw fail.codeChanged(type[1], type[1], `its variable "${missing.map(String).join('", "')}" is gone`, reader.path())
    const fresh = record.names.filter((name) => !type.includes(name, 2))
    if (fresh.length > 0) throw fail.codeChanged(type[1], type[1], `its variable "${fresh.join('", "')}" has no saved value`, reader.path())
    return record.create()
  },
  fill(object, type, cells, reader) {
    need(type.length === cells.length + 2, 'a scope is damaged')
    cells.forEach((cell, i) => { (object as Record<string, unknown>)[type[i + 2] as string] = reader.value(cell) })
  },
})


const closureRow = row<Function>({
  tag: 'closure',
  save(fn, writer) {
    const { record, captured } = closureOf(fn) as Closure
    const cells = captured.map((value, i) => {
      if (typeof value === 'object' && value !== null && writer.isCustom(value)) throw new Refused(refuse.customCaptured(record.captures[i] ?? 'a value'))
      return writer.cell(value, CAPTURED, record.captures[i] ?? i)
    })
    const prototype = Object.getOwnPropertyDescriptor(fn, 'prototype')?.value as unknown
    const owned = typeof prototype !== 'object' || prototype === null || writer.adopt(prototype, fn)
    if (owned && typeof prototype === 'object' && prototype !== null && hasOwnLife(prototype, fn)) writer.cell(prototype, PROPERTY, 'prototype')
    saveOdd(fn, writer, Object.getPrototypeOf(fn) as object, (key) => {
      if (key === 'prototype') return owned
      if (key === 'name') return Object.getOwnPropertyDescriptor(fn, key)?.value === record.name
      return key === 'length' || key === 'arguments' || key === 'caller' || isMember(fn, key)
    })
    return [writer.type(['closure', record], () => ['closure', record.id, ...record.captures]), ...cells]
  },
  needs: (_type, cells) => [...cells],
  create(type, cells, reader) {
    const id = type[1]
    need(typeof id === 'string', 'a closure has no name')
    const record = codeTable.functions.get(id)
    if (record === undefined) throw fail.unknownFunction(id, reader.path())
    const names = type.slice(2)
    const captured = record.captures.map((name, i) => {
      // Names of captured values are unique; by position where they are not told apart.
      const at = names[i] === name ? i : names.indexOf(name)
      if (at < 0) throw fail.codeChanged(id, id, `it captures "${name}" now, which was not saved`, reader.path())
      return reader.made(cells[at])
    })
    return closure(record, ...captured)
  },
})

/** Static methods and accessors come with their class, when it is made again. */
function isMember(fn: Function, key: PropertyKey): boolean {
  const property = Object.getOwnPropertyDescriptor(fn, key) as PropertyDescriptor
  return isClass(fn) && (typeof property.value === 'function' || !('value' in property))
}

/** Was something done to the `prototype` of a function since the function was made? Classes have methods there. */
function hasOwnLife(prototype: object, fn: Function): boolean {
  if (isClass(fn)) return false
  const keys = Reflect.ownKeys(prototype)
  const generator = closureOf(fn)?.record.kind === 'generator'
  return keys.length > (generator ? 0 : 1)
}

const generator = row<object>({
  tag: 'generator',
  save(object, writer) {
    const { fn, frame, top, running } = generatorState(object) as GeneratorState
    if (running) throw new Refused(refuse.runningGenerator())
    const natural = fn.prototype as object
    const parent = Object.getPrototypeOf(object) as object
    saveOdd(object, writer, natural === parent ? natural : null, () => false)
    return [writer.type(['generator']), writer.cell(fn, WORDS, 'function'), writer.cell(frame, FIELD, 'frame'), writer.cell(top, FIELD, 'top')]
  },
  create: () => createGenerator(null),
  fill(object, _type, cells, reader) {
    const fn = reader.value(cells[0])
    const frame = reader.value(cells[1])
    const top = reader.value(cells[2])
    need(typeof fn === 'function' && frame instanceof Frame && (top === null || top instanceof Frame), 'a generator is damaged')
    fillGenerator(object, fn, frame, top)
  },
})

/** CO3 */
const SHARED = new Set(['home', 'state', 'mode', 'direction', 'wrapped', 'closed', 'preference', 'capacity', 'shuffle', 'virtual'])
/** Fields that list tasklets or operations: who is skipped is not in them. */
const LISTS = new Set(['ring', 'timers', 'requests', 'living', 'waiting', 'joiners'])

const defaults = new Map<Kind, readonly unknown[]>()

function defaultsOf(kind: Kind): readonly unknown[] {
  let values = defaults.get(kind)
  if (values === undefined) {
    try {
      values = kind.save(kind.create())
    } catch {
      values = kind.fields.map(() => undefined)
    }
    defaults.set(kind, values)
  }
  return values
}

const isEmptyArray = (value: unknown): boolean => Array.isArray(value) && value.length === 0
const isDefault = (value: unknown, natural: unknown): boolean => Object.is(value, natural) || (isEmptyArray(value) && isEmptyArray(natural))

function savedFields(kind: Kind, object: object, writer: Writer): unknown[] {
  let values: unknown[]
  try {
    values = kind.save(object)
  } catch (error) {
    const { code, message, hint } = error as { code?: string; message: string; hint?: string }
    if (typeof code !== 'string') throw error
    throw new Refused(refuse.running(code, message.split('\n')[0] as string, hint))
  }
  kind.fields.forEach((field, i) => {
    const list = values[i]
    if (!LISTS.has(field) || !Array.isArray(list) || !list.some((member) => writer.skips(member))) return
    const kept = list.filter((member) => !writer.skips(member))
    values[i] = kept.length === 0 && field === 'joiners' ? null : kept
  })
  return values
}

function kindRow(kind: Kind): AnyRow {
  const { fields, weak } = kind
  return row<object>({
    tag: kind.name,
    save(object, writer) {
      const values = savedFields(kind, object, writer)
      const natural = defaultsOf(kind)
      const cells = values.map((value, i) =>
        weak.includes(fields[i] as string) || isDefault(value, natural[i]) ? undefined : writer.cell(value, FIELD, fields[i] as string))
      const finish = (): [number, ...unknown[]] => {
        const shown: string[] = []
        const shared: unknown[] = []
        const own: unknown[] = []
        values.forEach((value, i) => {
          const field = fields[i] as string
          const cell = weak.includes(field) ? writer.weak(value) : cells[i]
          if (cell === undefined) return
          if (SHARED.has(field) && typeof cell !== 'string') shared.push(field, cell)
          else {
            shown.push(field)
            own.push(cell)
          }
        })
        const key = shared.map((part) => (Array.isArray(part) ? `[${String(part[0])}]` : part))
        return [writer.type([kind.name, ...shown, ';', ...key], () => [kind.name, shown.join(' '), ...shared]), ...own]
      }
      return weak.length > 0 ? finish : finish()
    },
    create: () => kind.create(),
    fill: (object, type, cells, reader) => kind.load(object, kindFields(kind, object, type, cells, reader)),
  })
}

/** The values of all fields of a saved kind, in the order of its row. */
export function kindFields(kind: Kind, object: object, type: Type, cells: readonly unknown[], reader: Reader): unknown[] {
  const [, fields, ...shared] = type
  const shown = typeof fields === 'string' && fields !== '' ? fields.split(' ') : []
  need(shown.length === cells.length && shared.length % 2 === 0, `a ${kind.name} is damaged`)
  let values: unknown[]
  try {
    values = kind.save(object)
  } catch {
    values = kind.fields.map(() => undefined)
  }
  const set = (field: unknown, cell: unknown): void => {
    const at = kind.fields.indexOf(field as string)
    need(at >= 0, `a ${kind.name} has no field ${String(field)}`)
    values[at] = reader.value(cell)
  }
  shown.forEach((field, i) => set(field, cells[i]))
  for (let i = 0; i < shared.length; i += 2) set(shared[i], shared[i + 1])
  return values
}

export const frameRow: AnyRow = frame
export const scopeRow: AnyRow = scope
export const functionRow: AnyRow = closureRow
export const generatorRow: AnyRow = generator
export const kindRows: ReadonlyMap<string, AnyRow> = new Map(kinds.map((kind) => [kind.name, kindRow(kind)]))
export const codeRows: readonly AnyRow[] = [frame, scope, closureRow, generator, ...kindRows.values()]
