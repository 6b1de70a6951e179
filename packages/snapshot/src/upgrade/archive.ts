// The code archive: functions as they were, for frames that can't go on with the code as it is (rung 5 of the ladder).
//
//   AR1. It is loaded ahead, by the host, from files its own build wrote (compiler/src/archive.ts). Nothing in it comes from
//        a snapshot, and a snapshot can only choose among what the host has loaded.
//   AR2. Archived records, scopes and closures are registered under ids with the version: `orders.ts#checkout/add@1x2y3z`. They
//        replace nothing. Frames keep the plain id: the body's hash tells the version.
//   AR3. What the code uses of its module it reads by name, when it runs, from the module as it is. A name that is gone is a
//        problem before anything is restored; so is one that it assigns and that can't be assigned any more.
//
// Called by: ladder.ts, the host. Calls: ids.ts, the code table.

import * as abi from '@stillframe/runtime/abi'
import { codeTable, type Code, type FunctionRecord, type ScopeRecord } from '@stillframe/runtime/abi'
import { fail } from '../errors.ts'
import type { Snapshot } from '../text/format.ts'
import { isWithin, plainId } from '../text/ids.ts'
import { changed, isProblem, type Problem } from '../text/problems.ts'
import type { Type } from '../things/rows.ts'
import type { ClosureLanding, ScopeLanding } from './scopes.ts'

/** What an archived file says of itself. */
interface Archived {
  readonly format: number
  readonly abi: number
  readonly module: string
  readonly id: string
  readonly body: string
  /** Names of its module that it uses. */
  readonly needs: readonly string[]
  /** Those that it assigns. */
  readonly assigns?: readonly string[]
}

interface Entry extends Archived {
  readonly make: (abi: object, names: object) => FunctionRecord
  linked: Linked | undefined
}

interface Linked {
  readonly code: Code
  readonly functions: Map<string, FunctionRecord>
  readonly scopes: Map<string, ScopeRecord>
}

const FORMAT = 1

export class Archive {
  readonly #entries = new Map<string, Entry>()

  /** Takes in one file, as `import()` gives it. Throws ARCHIVE_FOREIGN. */
  add(file: object): this {
    const { archived, default: make } = file as { archived?: Partial<Archived>; default?: unknown }
    if (archived?.format !== FORMAT || typeof make !== 'function') throw fail.foreignArchive('it is no archived function')
    if (archived.abi !== abi.ABI) throw fail.foreignArchive(`it was compiled for ABI ${archived.abi}, this runtime has ABI ${abi.ABI}`)
    const entry = { ...archived, make, linked: undefined } as Entry
    this.#entries.set(`${entry.id}@${entry.body}`, entry)
    return this
  }

  /** The code of a function as it was; undefined if it is not here, a problem if what it needs is gone. AR3 */
  code(id: string, body: string, nameNow: (id: string) => string): Code | Problem | undefined {
    const entry = this.#entries.get(`${id}@${body}`)
    if (entry === undefined) return undefined
    const gone = entry.needs.find((name) => !Object.hasOwn(codeTable.modules.get(nameNow(entry.module))?.names ?? {}, name))
    if (gone !== undefined) return changed(`its archived code needs "${gone}" of ${entry.module}, which is gone`, 'Keep the name until no saved frame needs it')
    const fixed = entry.assigns?.find((name) => !Object.hasOwn(codeTable.modules.get(nameNow(entry.module))?.setters ?? {}, name))
    if (fixed !== undefined) return changed(`its archived code assigns "${fixed}" of ${entry.module}, which can't be assigned any more`, 'Keep it a variable until no saved frame needs it')
    return (entry.linked ??= link(entry, nameNow)).code
  }

  /** Links the code that made a closure or a scope, if its id has a version that is here; gives what is wrong with that. AR2 */
  require(id: string, nameNow: (id: string) => string): Problem | undefined {
    const plain = plainId(id)
    const entry = [...this.#entries.values()].find((one) => id === `${plain}@${one.body}` && isWithin(plain, one.id))
    const code = entry === undefined ? undefined : this.code(entry.id, entry.body, nameNow)
    return code !== undefined && isProblem(code) ? code : undefined
  }

  scope(type: Type, snapshot: Snapshot): ScopeLanding | undefined {
    const names = type.slice(2) as string[]
    const found = this.#find(snapshot, ({ scopes }) => {
      const record = scopes.get(String(type[1]))
      return record !== undefined && record.names.length === names.length && names.every((name) => record.names.includes(name)) ? record : undefined
    })
    return found === undefined ? undefined : { record: found, fields: names, initial: [], fresh: [] }
  }

  closure(type: Type, snapshot: Snapshot): ClosureLanding | undefined {
    const names = type.slice(2)
    const found = this.#find(snapshot, ({ functions }) => {
      const record = functions.get(String(type[1]))
      return record !== undefined && record.captures.length === names.length && names.every((name, i) => record.captures[i] === name) ? record : undefined
    })
    return found === undefined ? undefined : { record: found, cells: names.map((_, i) => i) }
  }

  /** In versions that have frames in the snapshot, then in the only one that has such a thing. */
  #find<T>(snapshot: Snapshot, look: (linked: Linked) => T | undefined): T | undefined {
    const isUsed = ({ id, body }: Entry): boolean => snapshot.code.some(([other, , hash]) => other === id && hash === body)
    const all = [...this.#entries.values()].filter(({ linked }) => linked !== undefined)
    for (const entries of [all.filter(isUsed), all]) {
      const found = entries.flatMap(({ linked }) => look(linked as Linked) ?? [])
      if (found.length === 1) return found[0]
    }
    return undefined
  }
}

/** AR2 */
function link({ id, body, module, needs, assigns = [], make }: Entry, nameNow: (id: string) => string): Linked {
  const functions = new Map<string, FunctionRecord>()
  const scopes = new Map<string, ScopeRecord>()
  const version = `@${body}`
  const archiveAbi = {
    ...abi,
    code(of: string, about: string, ...parts: unknown[]): unknown[] {
      const plain = (versioned: string): string => versioned.slice(0, -version.length)
      return abi.describeCode(of, about, parts, version).map((part) => {
        if ('scope' in part) {
          scopes.set(plain(part.scope.id), part.scope)
          abi.registerScope(part.scope, part.type)
          return part.type
        }
        functions.set(plain(part.record.id), part.record)
        codeTable.functions.set(part.record.id, part.record)
        return part.record
      })
    },
  }
  const names = Object.create(null) as object
  for (const name of needs) {
    const own = () => codeTable.modules.get(nameNow(module))
    const set = assigns.includes(name) ? (value: unknown) => { own()?.setters[name]?.(value) } : undefined
    Object.defineProperty(names, name, { get: () => own()?.names[name]?.(), set })
  }
  const record = make(archiveAbi, names)
  if (record.code === null || record.id !== id + version) throw fail.foreignArchive(`it does not hold ${id}`)
  return { code: record.code, functions, scopes }
}
