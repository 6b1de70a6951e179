// Leaf cells: undefined, numbers beyond JSON, bigint, and the uninitialised binding. Strings, other numbers, booleans
// and null are JSON's own. (format.ts draws them all.)
//
//   CE1. `leafCell` and `leafValue` are inverse. Long bigints are hexadecimal: those are read in linear time.
//
// Called by: encode.ts, decode.ts, describe.ts, columns.ts. Calls: nothing.

import { TDZ } from '@stillframe/runtime/abi'

/** No element, in an array. */
export const HOLE: readonly unknown[] = ['hole']
export const isHole = (cell: unknown): boolean => Array.isArray(cell) && cell[0] === 'hole'

const LONG_DIGITS = 300
const NEGATIVE_ZERO = ['-0']
const UNDEFINED: unknown[] = []
const UNINITIALISED = ['tdz']

/** A value without identity. */
export type Leaf = undefined | null | boolean | number | bigint | string | typeof TDZ

/** The cell of a leaf; strings are interned by the caller. */
export function leafCell(value: Leaf): unknown {
  switch (typeof value) {
    case 'undefined': return UNDEFINED
    case 'number':
      if (value === 0 && Object.is(value, -0)) return NEGATIVE_ZERO
      return Number.isFinite(value) ? value : [String(value)]
    case 'bigint': return ['big', digits(value)]
    case 'symbol': return UNINITIALISED
    default: return value
  }
}

function digits(value: bigint): string {
  const hex = value.toString(16)
  return hex.length > LONG_DIGITS ? `${value < 0n ? '-' : ''}0x${hex.replace('-', '')}` : value.toString()
}

function bigint(text: string): bigint {
  return text.startsWith('-0x') ? -BigInt(text.slice(1)) : BigInt(text)
}

/** Are two cells the same leaf, as far as anybody can tell? */
export function sameLeaf(one: unknown, other: unknown): boolean {
  if (one === other) return typeof one !== 'number' || one !== 0 || Object.is(one, other)
  return Array.isArray(one) && Array.isArray(other) && one.length === other.length && one[0] === other[0] && one[1] === other[1]
}

export const BIG: RegExp = /^-?(\d{1,400}|0x[\da-f]+)$/

/** The value of a cell that is an array but no reference. */
export function leafValue(cell: readonly unknown[]): unknown {
  switch (cell[0]) {
    case 'NaN': return NaN
    case 'Infinity': return Infinity
    case '-Infinity': return -Infinity
    case '-0': return -0
    case 'big': return bigint(cell[1] as string)
    case 'tdz': return TDZ
    default: return undefined
  }
}

/** The object a cell refers to, or -1. */
export function target(cell: unknown): number {
  return Array.isArray(cell) && cell.length === 1 && typeof cell[0] === 'number' && cell[0] >= 0 ? cell[0] : -1
}
