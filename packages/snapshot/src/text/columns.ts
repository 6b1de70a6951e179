// Columns: how the records of like objects are kept and written. A hundred thousand tasklets that wait in one place differ
// in a few cells; what they share, or what merely counts upwards, is written once.
//
//   group   the records of one type that have the same number of cells
//     down    count records: column k holds their k-th cells
//     across  one record: its cells are one column, from left to right
//
//   column in memory      in the text (a sequence)
//     one   a cell          {"c":[n, cell]}              n times the same
//     run   of references   {"q":[n, first, step]}       an arithmetic progression of references
//     refs  object numbers  {"r":[object or null, ...]}
//           (-1: null)
//     run   of numbers      {"s":[n, first, step]}       an arithmetic progression of numbers
//     cells                 [cell, ...]
//
//   CO1. A sequence says how long it is before it is expanded: `measure` counts without building.
//   CO2. Whatever its form, a column has one meaning: `cellAt`. Writing picks the first form of the list that fits.
//
// Called by: growing.ts, groups.ts, format.ts, decode.ts. Calls: cells.ts.

import { sameLeaf, target } from './cells.ts'

export type Column =
  | { readonly form: 'one'; readonly cell: unknown; readonly length: number }
  | { readonly form: 'run'; readonly refs: boolean; readonly first: number; readonly step: number; readonly length: number }
  | { readonly form: 'refs'; readonly ids: readonly number[]; readonly length: number }
  | { readonly form: 'cells'; readonly cells: readonly unknown[]; readonly length: number }

export interface Group {
  readonly type: number
  readonly count: number
  /** Number of its first object; the others follow. */
  readonly first: number
  readonly across: boolean
  readonly columns: readonly Column[]
}

/** Records with more cells than this are groups of their own. */
export const WIDEST = 16

export function cellAt(column: Column, index: number): unknown {
  switch (column.form) {
    case 'one': return column.cell
    case 'run': return column.refs ? [column.first + column.step * index] : column.first + column.step * index
    case 'refs': return refCell(column.ids[index] as number)
    default: return column.cells[index]
  }
}

/** In columns of references: null. */
export const NULL = -1
export const refCell = (id: number): unknown => (id === NULL ? null : [id])

/** The object that a cell refers to, or -1. */
export function targetAt(column: Column, index: number): number {
  if (column.form === 'refs') return column.ids[index] as number
  if (column.form === 'run') return column.refs ? column.first + column.step * index : NULL
  return target(column.form === 'one' ? column.cell : column.cells[index])
}

/** The cells of one record of a group. */
export function cellsOf(group: Group, row: number): readonly unknown[] {
  const { across, columns } = group
  if (!across) return columns.map((column) => cellAt(column, row))
  const line = columns[0] as Column
  if (line.form === 'cells') return line.cells
  let cells = lines.get(line)
  if (cells === undefined) lines.set(line, cells = Array.from({ length: line.length }, (_, i) => cellAt(line, i)))
  return cells
}

/** Lists written out: one that many tasklets hold is looked at as often. */
const lines = new WeakMap<Column, readonly unknown[]>()

export const SHORTEST_RUN = 3

/** The text form of a column; `text` gives the cell of a string. CO2 */
export function sequence(column: Column, text: (value: string) => unknown): unknown {
  const { form, length } = column
  if (form === 'one') return length === 1 ? [plainCell(column.cell, text)] : { c: [length, plainCell(column.cell, text)] }
  if (form === 'run') {
    const { refs, first, step } = column
    return refs ? { q: [length, first, step] } : { s: [length, first, step] }
  }
  if (form === 'refs') {
    const { ids } = column
    const [first, second] = ids as [number, number]
    if (length > 1 && first === second && ids.every((id) => id === first)) return { c: [length, [first]] }
    if (length >= SHORTEST_RUN && first !== NULL && ids[length - 1] !== NULL && isRun(ids)) return { q: [length, first, second - first] }
    return { r: ids.includes(NULL) ? ids.map((id) => (id === NULL ? null : id)) : ids }
  }
  const { cells } = column as { cells: readonly unknown[] }
  const [first, second] = cells
  if (length > 1 && sameLeaf(first, second) && cells.every((cell) => sameLeaf(cell, first))) return { c: [length, plainCell(first, text)] }
  if (length >= SHORTEST_RUN && isRun(cells)) return { s: [length, first, (second as number) - (first as number)] }
  return cells.map((cell) => plainCell(cell, text))
}

const plainCell = (cell: unknown, text: (value: string) => unknown): unknown => (typeof cell === 'string' ? text(cell) : cell)

/** Whole numbers, small enough for their differences to be exact. */
function isRun(values: readonly unknown[]): values is number[] {
  const [first, second] = values as [number, number]
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second)) return false
  const step = second - first
  if (!Number.isSafeInteger(step) || !Number.isSafeInteger(first + step * values.length)) return false
  for (let i = 0; i < values.length; i++) if (values[i] !== first + step * i || Object.is(values[i], -0)) return false
  return true
}

/** The length of a sequence, or -1 if it is none. CO1 */
export function measure(sequence: unknown): number {
  if (Array.isArray(sequence)) return sequence.length
  const [form, parts] = formOf(sequence)
  if (!Array.isArray(parts)) return -1
  if (form === 'r') return parts.length
  const length = parts[0] as unknown
  return Number.isSafeInteger(length) && (length as number) >= 0 && parts.length === (form === 'c' ? 2 : 3) ? (length as number) : -1
}

function formOf(sequence: unknown): [string, unknown] {
  if (typeof sequence !== 'object' || sequence === null) return ['', undefined]
  for (const form of ['c', 'q', 'r', 's']) {
    if (Object.hasOwn(sequence, form)) return [form, (sequence as Record<string, unknown>)[form]]
  }
  return ['', undefined]
}

export interface CellCheck {
  /** Number of objects. */
  readonly objects: number
  /** The cell with its string in place; undefined if it is none. */
  cell(value: unknown): unknown
}

/** The column of a sequence that was measured; undefined if a cell is none. */
export function expand(sequence: unknown, check: CellCheck): Column | undefined {
  if (Array.isArray(sequence)) return checkedCells(sequence, check)
  const [form, parts] = formOf(sequence) as [string, unknown[]]
  if (form === 'c') {
    const cell = check.cell(parts[1])
    return cell === undefined ? undefined : { form: 'one', cell, length: parts[0] as number }
  }
  if (form === 'r') {
    for (let i = 0; i < parts.length; i++) {
      const id = parts[i]
      if (id === null) parts[i] = NULL
      else if (!Number.isInteger(id) || (id as number) < 0 || (id as number) >= check.objects) return undefined
    }
    return { form: 'refs', ids: parts as number[], length: parts.length }
  }
  const [length, first, step] = parts as [number, unknown, unknown]
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(step)) return undefined
  const last = (first as number) + (step as number) * (length - 1)
  if (!Number.isSafeInteger(last)) return undefined
  if (form === 'q' && length > 0 && (Math.min(first as number, last) < 0 || Math.max(first as number, last) >= check.objects)) return undefined
  return { form: 'run', refs: form === 'q', first: first as number, step: step as number, length }
}

/** Cells are replaced in place: the parsed text is ours. */
function checkedCells(cells: unknown[], check: CellCheck): Column | undefined {
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]
    if (typeof cell === 'number' || typeof cell === 'string') continue
    const checked = check.cell(cell)
    if (checked === undefined) return undefined
    cells[i] = checked
  }
  return { form: 'cells', cells, length: cells.length }
}

/** The values of a column's cells; one, if it is that of all. `made` are the objects by number, `valueOf` reads other cells. */
export function valuesOf(column: Column, made: readonly unknown[], valueOf: (cell: unknown) => unknown): unknown[] {
  const { form, length } = column
  if (form === 'one') return [valueOf(column.cell)]
  const values: unknown[] = []
  values.length = length
  if (form === 'run') {
    const { refs, first, step } = column
    for (let i = 0, at = first; i < length; i++, at += step) values[i] = refs ? made[at] : at
  } else if (form === 'refs') {
    const { ids } = column
    for (let i = 0; i < length; i++) {
      const id = ids[i] as number
      values[i] = id === NULL ? null : made[id]
    }
  } else {
    const { cells } = column
    for (let i = 0; i < length; i++) {
      const cell = cells[i]
      values[i] = typeof cell === 'object' && cell !== null ? valueOf(cell) : cell
    }
  }
  return values
}
