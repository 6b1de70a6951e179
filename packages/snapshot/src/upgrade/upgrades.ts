// Objects of classes that have a newer version now.
//
//   UP1. A class says its version in `static version`, an integer, or inherits it; 1 without. The record of its prototype keeps it.
//   UP2. Objects saved by an older version are given to the migration of the class, or else to its `static upgrade`, own or
//        inherited, once each, after everything has been filled, in the order of the snapshot. They keep their identity.
//   UP3. Objects of a newer version are refused: the program went back, and only it could know what that means.
//
// Called by: decode.ts. Calls: references.ts, migrations.ts.

import { fail } from '../errors.ts'
import type { Snapshot } from '../text/format.ts'
import type { Migrations } from './migrations.ts'
import { constructorOf, staticOf, versionOf } from '../things/references.ts'
import { entryOf, instancesOf, textOf, trailOf } from '../text/trail.ts'

interface Plan {
  readonly was: number
  readonly is: number
  readonly name: string
  readonly upgrade: ((object: never, version: number) => void) | undefined
}

export function upgradeAll(snapshot: Snapshot, made: readonly unknown[], migrations: Migrations): void {
  const plans = new Map<number, Plan | undefined>()
  for (const { prototype, first, count } of instancesOf(snapshot)) {
    if (!plans.has(prototype)) plans.set(prototype, planOf(snapshot, prototype, made, migrations))
    const plan = plans.get(prototype)
    for (let id = first; plan !== undefined && id < first + count; id++) upgradeOne(snapshot, made, id, plan)
  }
}

function upgradeOne(snapshot: Snapshot, made: readonly unknown[], id: number, { name, was, is, upgrade }: Plan): void {
  if (was > is) throw fail.classNewer(name, was, is, trailOf(snapshot, id))
  try {
    upgrade?.(made[id] as never, was)
  } catch (error) {
    throw fail.upgradeFailed(name, was, error, trailOf(snapshot, id))
  }
}

/** UP1, UP2. undefined: nothing is to be done. */
function planOf(snapshot: Snapshot, id: number, made: readonly unknown[], migrations: Migrations): Plan | undefined {
  const prototype = made[id]
  const constructor = typeof prototype === 'object' && prototype !== null ? constructorOf(prototype) : undefined
  if (constructor === undefined) return undefined
  const { tag, cells } = entryOf(snapshot, id)
  const isModule = tag === 'module'
  const version = cells[isModule ? 2 : 1]
  const was = typeof version === 'number' ? version : 1
  const is = versionOf(prototype as object) ?? 1
  if (was === is) return undefined
  const saved = isModule ? `${textOf(snapshot, cells[0])}#${String(cells[1]).replace(/\.prototype$/, '')}` : ''
  const own = staticOf(constructor, 'upgrade')
  const upgrade = migrations.upgrade(saved) ?? (typeof own === 'function' ? (own as Plan['upgrade'])?.bind(constructor as never) : undefined)
  return { was, is, name: constructor.name, upgrade }
}
