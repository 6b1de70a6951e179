// Putting the saved values of a frame where its landing says.
//
//   SE1. Values go to slots while everything is being filled; a migration runs when everything has been filled, so that what
//        it is given is complete.
//   SE2. What a `finally` has to do when it is over is an error, a return, or a jump to a place that other code need not have.
//
// Called by: code.ts. Calls: ladder.ts (types).

import { getSlot, setSlot, type Frame } from '@stillframe/runtime/abi'
import { fail, SnapshotError, words } from '../errors.ts'
import type { Landing, Migrating } from './ladder.ts'
import type { Slots } from './migrations.ts'
import type { Reader } from '../things/rows.ts'
import type { Source, Target } from './variables.ts'
import { baseName } from './variables.ts'

const FIRST_JUMP = 3

/** `cells`: the caller, then the values. */
export function settle(frame: Frame, cells: readonly unknown[], landing: Landing, reader: Reader): void {
  const { slots, kinds, made, moves, migration } = landing
  for (let i = 1; i < cells.length; i++) {
    const slot = slots[i - 1] as number
    if (slot >= 0) setSlot(frame, slot, reader.value(cells[i]))
  }
  if (landing.simple) return
  for (const i of kinds) {
    const kind = reader.value(cells[i + 1])
    if (typeof kind === 'number' && kind >= FIRST_JUMP) {
      throw fail.stuck('CODE_CHANGED', landing.code.meta?.name ?? '', landing.label, 'it leaves a finally block by a jump', '', reader.path())
    }
  }
  for (const [slot, record] of made) setSlot(frame, slot, record.create())
  for (const [source, to] of moves) put(frame, to, valueOf(source, cells, reader), reader)
  if (migration === null) return
  const path = reader.here()
  reader.pending.later(() => migrate(frame, cells, landing, migration, reader, path))
}

function valueOf(source: Source, cells: readonly unknown[], reader: Reader): unknown {
  if ('value' in source) return source.value
  const cell = cells[source.cell + 1] ?? []
  return source.field === undefined ? reader.value(cell) : reader.value(reader.cellsAt(cell)[source.field])
}

function put(frame: Frame, { slot, field }: Target, value: unknown, reader: Reader): void {
  if (field === undefined) {
    setSlot(frame, slot, value)
    return
  }
  const scope = getSlot(frame, slot) as Record<string, unknown>
  scope[field] = value
  reader.pending.given(scope, field)
}

/** SE1 */
function migrate(frame: Frame, cells: readonly unknown[], landing: Landing, { run, saved, wanted, kept, names, pairs }: Migrating, reader: Reader, path: () => string): void {
  const name = landing.code.meta?.name ?? ''
  const before: Slots = {}
  for (const one of saved) before[baseName(one.name)] ??= valueOf(one.source, cells, reader)
  let after: unknown
  try {
    after = run(before)
  } catch (error) {
    throw error instanceof SnapshotError ? error : fail.migrationFailed(name, landing.label, `threw ${words(error)}`, path(), error)
  }
  if (typeof after !== 'object' || after === null) throw fail.migrationFailed(name, landing.label, `gave ${words(after)}, not an object of variables`, path())
  const values = after as Slots
  const strange = Object.keys(values).find((key) => !names.has(key))
  if (strange !== undefined) throw fail.migrationFailed(name, landing.label, `gave "${strange}", which is no variable of the function`, path())
  for (const one of wanted) {
    const { name: variable, target: to, known } = one
    const was = pairs.get(one)
    if (Object.hasOwn(values, variable)) put(frame, to, values[variable], reader)
    else if (was !== undefined) put(frame, to, valueOf(was.source, cells, reader), reader)
    else if (known !== undefined) put(frame, to, known[0], reader)
    else throw fail.migrationFailed(name, landing.label, `did not give "${variable}", which is needed there`, path())
  }
  for (const { name: variable, target: to } of kept) if (Object.hasOwn(values, variable)) put(frame, to, values[variable], reader)
}
