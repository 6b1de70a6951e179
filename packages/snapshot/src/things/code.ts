// What the runtime brings: frames, scopes, closures, compiled generator objects, and the kinds of its table.
//
//   CO1. A frame is its code and point (the type), its caller, and the slots that are live there; nothing else.
//   CO2. A closure is made of its function record and what it captured; functions are made before the rest is filled.
//   CO3. A kind is written field by field. Fields with their default are left out; small ones that many objects have
//        in common are part of the type (SHARED): a hundred thousand tasklets that wait share one.
//   CO4. `weak` fields are part of the type, and decided when the walk is over (groups.ts).
//
// Called by: classify.ts, decode.ts. Calls: the abi, properties.ts.

import {
  closure, closureOf, createGenerator, DONE, fillGenerator, Frame, generatorState, getSlot, isMember, more, pointOf, scopeOf, setSlot,
  type Closure, type GeneratorState, type Kind,
} from '@stillframe/runtime/abi'
import { refuse } from '../errors.ts'
import { isStandard, need } from '../text/format.ts'
import { labelText } from '../text/labels.ts'
import { FRAME_SHARED } from '../upgrade/ladder.ts'
import { saveOdd } from './properties.ts'
import { isClass } from './references.ts'
import { Weak } from '../capture/groups.ts'
import { CALLER, CAPTURED, FIELD, LOCAL, PROPERTY, PUT, Refused, row, WORDS, type AnyRow, type Type, type Writer } from './rows.ts'
import { settle } from '../upgrade/settle.ts'

/** The caller of an outermost frame. (In version 1: null.) */
const NOBODY = 0

function callerOf(value: unknown): Frame | null {
  if (value === NOBODY || value === null) return null
  need(value instanceof Frame, 'a caller is no frame')
  return value
}

const frame = row<Frame>({
  tag: 'frame',
  empty: true,
  save(frame, writer) {
    const { code, pc } = frame
    const meta = code.meta
    if (meta === null) throw new Refused(refuse.nativeFrame())
    if (pc === DONE) return [writer.single(code, () => ['frame', writer.code(code), DONE, 'done', 0, 0]), NOBODY]
    const point = pointOf(frame)
    if (point === undefined) throw new Refused(refuse.strayFrame(meta.name))
    const { live } = point
    const type = writer.single(point, () => ['frame', writer.code(code), pc, labelText(point, meta), point.line, point.column, ...live.map((slot) => meta.slots[slot] ?? '')])
    let count = live.length
    while (count > 0 && getSlot(frame, live[count - 1] as number) === undefined) count--
    writer.begin(type, count + 1)
    if (frame.up === null) writer.putLeaf(NOBODY)
    else writer.putHeld(frame.up, CALLER, 'caller')
    for (let i = 0; i < count; i++) {
      const slot = live[i] as number
      writer.put(getSlot(frame, slot), LOCAL, meta.slots[slot] ?? slot)
    }
    return PUT
  },
  create(type, _cells, reader) {
    const { code, pc } = reader.landing(type)
    const made = new Frame(code)
    more(made) // F6: what is live there may all be undefined
    made.pc = pc
    return made
  },
  fill(frame, type, cells, reader) {
    need(cells.length > 0 && cells.length <= type.length - FRAME_SHARED + 1, 'a frame has too many values')
    frame.up = callerOf(reader.value(cells[0]))
    settle(frame, cells, reader.landing(type), reader)
  },
  fillAll(frames, type, [ups, ...values], reader) {
    need(ups !== undefined && values.length <= type.length - FRAME_SHARED, 'a frame has too many values')
    const common = ups.length === 1
    for (let i = 0; i < frames.length; i++) {
      ;(frames[i] as Frame).up = callerOf(ups[common ? 0 : i])
    }
    const { slots } = reader.landing(type)
    values.forEach((column, k) => {
      const slot = slots[k] as number
      const same = column.length === 1
      if (slot >= 0) for (let i = 0; i < frames.length; i++) setSlot(frames[i] as Frame, slot, column[same ? 0 : i])
    })
  },
})

const scope = row<object>({
  tag: 'scope',
  empty: true,
  save(object, writer) {
    const record = scopeOf(object) as NonNullable<ReturnType<typeof scopeOf>>
    const { id, names } = record
    const cells = names.map((name) => writer.cell((object as { [name: string]: unknown })[name], LOCAL, name))
    return [writer.single(record, () => ['scope', id, ...names]), ...cells]
  },
  create(type, _cells, reader) {
    const { record, fresh } = reader.scope(type)
    const object = record === null ? Object.create(null) as object : record.create()
    if (fresh.length > 0) reader.pending.expect(object, fresh)
    return object
  },
  fill(object, type, cells, reader) {
    need(type.length === cells.length + 2, 'a scope is damaged')
    const { fields, initial } = reader.scope(type)
    const variables = object as { [name: string]: unknown }
    cells.forEach((cell, i) => {
      const field = fields[i]
      if (field !== null && field !== undefined) variables[field] = reader.value(cell)
    })
    for (const [name, value] of initial) variables[name] = value
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
      if (key === 'name' && isMember(record)) return true
      if (key === 'name') return Object.getOwnPropertyDescriptor(fn, key)?.value === record.name
      return key === 'length' || key === 'arguments' || key === 'caller' || isOwnMember(fn, key)
    })
    return [writer.single(record, () => ['closure', record.id, ...record.captures]), ...cells]
  },
  needs: (_type, cells) => [...cells],
  create(type, cells, reader) {
    const { record, cells: places } = reader.closure(type)
    const captured = places.map((at) => reader.made(cells[at]))
    return isStandard(record.id) ? Reflect.apply(record.make, undefined, captured as never[]) : closure(record, ...captured) // the runtime's own are found, not made
  },
})

/** Static methods and accessors come with their class, when it is made again. */
function isOwnMember(fn: Function, key: PropertyKey): boolean {
  const property = Object.getOwnPropertyDescriptor(fn, key) as PropertyDescriptor
  const member = (property.value ?? property.get ?? property.set) as unknown
  const own = typeof member === 'function' ? closureOf(member) : undefined
  return own !== undefined && isMember(own.record) && own.captured[0] === fn && own.captured[1] === true && own.captured[2] === key
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
  empty: true,
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
const LISTS = new Set(['ring', 'timers', 'requests', 'living', 'waiting', 'waits', 'joiners', 'children'])

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
const isDefault = (value: unknown, natural: unknown): boolean =>
  value === natural ? value !== 0 || Object.is(value, natural) : Object.is(value, natural) || (isEmptyArray(natural) && isEmptyArray(value))

function savedFields(kind: Kind, object: object): unknown[] {
  try {
    return kind.save(object)
  } catch (error) {
    const { code, message, hint } = error as { code?: string; message: string; hint?: string }
    if (typeof code !== 'string') throw error
    throw new Refused(refuse.running(code, message.split('\n')[0] as string, hint))
  }
}

function withoutSkipped(field: string, list: unknown, writer: Writer): unknown {
  if (!Array.isArray(list) || !list.some((member) => writer.skips(member))) return list
  const kept = list.filter((member) => !writer.skips(member))
  return kept.length === 0 && field === 'joiners' ? null : kept
}

/** How a field is written. */
const OWN = 0
const LIST = 1
const COMMON = 2
const WEAK = 3
const HELD = 4

/** A type of a kind, and the values that its objects have in common. */
interface KindType {
  readonly type: number
  /** For each field: LEFT_OUT, ITS_OWN, or the common value. */
  readonly common: readonly unknown[]
  /** The fields that are ITS_OWN, by their index. */
  readonly own: readonly number[]
}

/** How many are compared with before the type is looked up: there is one for each scope, of which there may be many. */
const MOST_RECENT = 8

const LEFT_OUT = Symbol('left out')
const ITS_OWN = Symbol('its own')

function kindRow(kind: Kind): AnyRow {
  const { fields } = kind
  const hidden = new Set<PropertyKey>(kind.heirs === true ? Reflect.ownKeys(kind.create()) : [])
  const ways = fields.map((field) => (kind.weak.includes(field) ? WEAK : kind.holds.includes(field) ? HELD : SHARED.has(field) ? COMMON : LISTS.has(field) ? LIST : OWN))
  const lists = fields.flatMap((field, i) => (LISTS.has(field) ? [i] : []))
  let natural: readonly unknown[] | undefined

  /** Does an object with these values belong to the type? Each value is left out, its own or the common one as the type says. */
  const fits = (values: readonly unknown[], common: readonly unknown[], defaults: readonly unknown[]): boolean => {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]
      const expected = common[i]
      if (expected === LEFT_OUT) {
        if (!isDefault(value, defaults[i])) return false
      } else if (expected === ITS_OWN ? isDefault(value, defaults[i]) : !Object.is(value, expected)) return false
    }
    return true
  }

  const commonOf = (values: readonly unknown[], defaults: readonly unknown[]): unknown[] => values.map((value, i) => {
    if (isDefault(value, defaults[i])) return LEFT_OUT
    return ways[i] === WEAK || (ways[i] === COMMON && typeof value !== 'string') ? value : ITS_OWN
  })

  const kindType = (common: readonly unknown[], writer: Writer): KindType => {
    const own = fields.flatMap((_, i) => (common[i] === ITS_OWN ? [i] : []))
    const type = writer.type([kind, ...common], () => {
      const shared = common.flatMap((value, i) => {
        if (value === LEFT_OUT || value === ITS_OWN) return []
        return [fields[i], ways[i] === WEAK ? new Weak(value as object) : writer.cell(value, FIELD, fields[i] as string)]
      })
      return [kind.name, own.map((i) => fields[i]).join(' '), ...shared]
    })
    return { type, common, own }
  }

  const typeOf = (values: readonly unknown[], defaults: readonly unknown[], writer: Writer): KindType => {
    const recent = writer.memo<KindType>(kind)
    for (let i = recent.length - 1; i >= 0; i--) {
      const one = recent[i] as KindType
      if (fits(values, one.common, defaults)) return one
    }
    const found = kindType(commonOf(values, defaults), writer)
    if (recent.push(found) > MOST_RECENT) recent.shift()
    return found
  }

  return row<object>({
    tag: kind.name,
    empty: true,
    joins: kind.joins === true,
    placed: kind.placed === true,
    save(object, writer) {
      natural ??= defaultsOf(kind)
      const values = savedFields(kind, object)
      if (kind.heirs === true) saveOdd(object, writer, kind.type.prototype as object, (key) => hidden.has(key))
      if (writer.skipping) for (const i of lists) values[i] = withoutSkipped(fields[i] as string, values[i], writer)
      const { type, own } = typeOf(values, natural, writer)
      writer.begin(type, own.length)
      for (let k = 0; k < own.length; k++) {
        const i = own[k] as number
        const value = values[i]
        const field = fields[i] as string
        if (ways[i] === HELD && value instanceof Frame) writer.putHeld(value, FIELD, field)
        else if (ways[i] === LIST && Array.isArray(value)) writer.putFresh(value, FIELD, field)
        else writer.put(value, FIELD, field)
      }
      return PUT
    },
    create: () => kind.create(),
  })
}

export interface SavedFields {
  /** Fields that are cells of a record. */
  readonly shown: readonly string[]
  /** Fields that all objects of the type have in common, with their cell. */
  readonly shared: readonly (readonly [field: string, cell: unknown])[]
}

/** Which fields a type of a kind has, after checking that the kind has them. */
export function fieldsOf(kind: Kind, type: Type, width: number): SavedFields {
  const [, fields, ...rest] = type
  const shown = typeof fields === 'string' && fields !== '' ? fields.split(' ') : []
  need(shown.length === width && rest.length % 2 === 0, `a ${kind.name} is damaged`)
  const shared: [string, unknown][] = []
  for (let i = 0; i < rest.length; i += 2) shared.push([rest[i] as string, rest[i + 1]])
  for (const field of [...shown, ...shared.map(([name]) => name)]) need(kind.fields.includes(field), `a ${kind.name} has no field ${String(field)}`)
  return { shown, shared }
}

/** The values of all fields of one saved object, in the order of its kind's row. */
export function kindFields(kind: Kind, object: object, placed: boolean, columns: readonly Values[], index: number): unknown[] {
  const values = naturalFields(kind, placed ? kind.create() : object)
  for (const { field, values: column } of columns) values[kind.fields.indexOf(field)] = column.length === 1 ? column[0] : column[index]
  return values
}

/** The values of a field, one for each of some objects; a single one is that of all. */
interface Values {
  readonly field: string
  readonly values: readonly unknown[]
}

/** Is the field one of those that stand together in one of the object? */
export const isFolded = ({ folds = {} }: Kind, field: string): boolean => Object.values(folds).some(([natural]) => Object.hasOwn(natural, field))

/** One column in place of those of the fields that stand together in one of the object. (kinds.ts, KI9) */
export function folded(kind: Kind, count: number, columns: readonly Values[]): readonly Values[] {
  const { folds = {} } = kind
  return [
    ...columns.filter(({ field }) => !isFolded(kind, field)),
    ...Object.entries(folds).map(([field, [natural, of]]) => {
      const records = fold(columns.filter((column) => Object.hasOwn(natural, column.field)), count, natural)
      return { field, values: of === undefined ? records : records.map((record) => of(record as never)) }
    }),
  ]
}

/** A record of the columns for each object: the one before if it has the same, and one for all if all do. */
function fold(columns: readonly Values[], count: number, natural: object): object[] {
  const many = columns.every(({ values }) => values.length === 1) ? 1 : count
  const records: object[] = []
  for (let i = 0; i < many; i++) {
    const record: { [field: string]: unknown } = { ...natural }
    for (const { field, values } of columns) record[field] = values[values.length === 1 ? 0 : i]
    const last = records[i - 1] as typeof record | undefined
    records.push(last !== undefined && columns.every(({ field }) => Object.is(record[field], last[field])) ? last : record)
  }
  return records
}

const derived = new Map<Kind, readonly string[]>()

/** Fields that a snapshot has in another form than a fresh object: they are filled even with their default. */
export function derivedFields(kind: Kind): readonly string[] {
  let fields = derived.get(kind)
  if (fields === undefined) {
    const object = kind.create() as { readonly [field: string]: unknown }
    const values = naturalFields(kind, object)
    fields = kind.fields.filter((field, i) => values[i] !== undefined && !Object.is(values[i], object[field]) && !isFolded(kind, field))
    derived.set(kind, fields)
  }
  return fields
}

/** The fields of an object as a snapshot would have them. */
export function naturalFields(kind: Kind, object: object): unknown[] {
  try {
    return kind.save(object)
  } catch {
    return kind.fields.map(() => undefined)
  }
}

export const frameRow: AnyRow = frame
export const scopeRow: AnyRow = scope
export const functionRow: AnyRow = closureRow
export const generatorRow: AnyRow = generator
export const codeRows: readonly AnyRow[] = [frame, scope, closureRow, generator]

const kindRows = new Map<Kind, AnyRow>()

/** The row of a kind. Kinds can be registered at any time. */
export function kindRowOf(kind: Kind): AnyRow {
  let made = kindRows.get(kind)
  if (made === undefined) {
    made = kindRow(kind)
    kindRows.set(kind, made)
  }
  return made
}
