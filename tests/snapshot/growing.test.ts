// Columns that grow cell by cell: whatever the order of what is put, they hold it, and write it in its shortest form.

import test from 'ava'
import { cellAt, expand, measure, sequence, type Column } from '../../packages/snapshot/src/text/columns.ts'
import { Growing } from '../../packages/snapshot/src/text/growing.ts'
import { source } from './mutants.ts'

const OBJECTS = 64
const numbers = Int32Array.from({ length: OBJECTS }, (_, i) => (i % 2 === 0 ? i / 2 : (OBJECTS + i - 1) / 2)) // every other one

const listOf = (column: Column): unknown[] => Array.from({ length: column.length }, (_, i) => cellAt(column, i))
const text = (value: string): unknown => value
const check = { objects: OBJECTS, cell: (value: unknown): unknown => value }

test('a column holds what was put, and its sequence says the same', (t) => {
  const next = source(5)
  for (let round = 0; round < 3000; round++) {
    const growing = new Growing()
    const put: unknown[] = []
    const kinds = 1 + next(3)
    const length = 1 + next(9)
    let id = next(8)
    const step = next(4)
    for (let i = 0; i < length; i++) {
      const kind = next(12)
      id += step
      const cell = kind < 8 ? (kinds === 1 ? [id] : kinds === 2 ? id * 1e9 : 'same') : kind === 8 ? null : kind === 9 ? [next(OBJECTS)] : kind === 10 ? ['NaN'] : next(100) - 50
      growing.push(cell)
      put.push(cell)
    }
    t.deepEqual(put.map((_, i) => growing.at(i)), put)
    const moved = put.map((cell) => (Array.isArray(cell) && typeof cell[0] === 'number' ? [numbers[cell[0]]] : cell))
    const column = growing.finish(numbers)
    t.deepEqual(listOf(column), moved)
    const written = JSON.parse(JSON.stringify(sequence(column, text))) as unknown
    t.is(measure(written), length)
    t.deepEqual(listOf(expand(written, check) as Column), moved)
  }
})

test('what counts upwards or is the same everywhere is written in a few characters', (t) => {
  const written = (cells: unknown[]): string => {
    const growing = new Growing()
    for (const cell of cells) growing.push(cell)
    return JSON.stringify(sequence(growing.finish(numbers), text))
  }
  t.is(written(Array.from({ length: 30 }, (_, i) => [2 * i])), '{"q":[30,0,1]}')
  t.is(written(Array.from({ length: 30 }, () => [2])), '{"c":[30,[1]]}')
  t.is(written(Array.from({ length: 30 }, (_, i) => 7 - i)), '{"s":[30,7,-1]}')
  t.is(written(Array.from({ length: 30 }, () => 'word')), '{"c":[30,"word"]}')
  t.is(written([[0], null, [2]]), '{"r":[0,null,1]}')
  t.is(written([null, null]), '{"c":[2,null]}')
  t.is(written([1, 2]), '[1,2]')
  t.is(written([1]), '[1]')
  t.is(written([[4]]), '{"r":[2]}')
  t.is(written([1, 2, 3, 5]), '[1,2,3,5]')
  t.is(written([2 ** 53, 2 ** 53 + 2, 2 ** 53 + 4]), '[9007199254740992,9007199254740994,9007199254740996]')
})
