// Private members: invisible from outside, so an object that is made again would not have them.
//
//   PM1. A class of a compiled module tells whether its instances have any (CodeTable.privates).
//   PM2. Of other classes the text decides, and doubt refuses: comments and strings count, and so do static members. What is known
//        of lowered classes are the names of the helpers that esbuild, TypeScript, Babel and SWC put in.
//
// Called by: classify.ts, decode.ts. Calls: the code table.

import { codeTable } from '@stillframe/runtime/abi'
import { fail } from '../errors.ts'
import { standardName } from './names.ts'
import { constructorOf } from './references.ts'
import type { Snapshot } from '../text/format.ts'
import { trailOf } from '../text/trail.ts'

const MEMBER = /[\w$)\]/]\s*\??\.\s*#[\p{ID_Start}_$\\]|#[\p{ID_Start}_$\\][\p{ID_Continue}$\\{}]*\s+in\b/u
const HELPER = /\b(?:__private(?:Add|Get|Set|Method|Wrapper|In)|_*classPrivate[A-Z]\w*|_class_private_\w+)\d*\(/

const known = new WeakMap<Function, boolean>()

/** PM2 */
function byText(constructor: Function): boolean {
  let uses = known.get(constructor)
  if (uses === undefined) {
    const text = Function.prototype.toString.call(constructor)
    known.set(constructor, uses = MEMBER.test(text) || HELPER.test(text))
  }
  return uses
}

/** The name of a class on the chain of prototypes whose instances have private members. */
export function privateClass(prototype: object | null): string | undefined {
  for (let at = prototype; at !== null && standardName(at) === undefined; at = Object.getPrototypeOf(at) as object | null) {
    const constructor = constructorOf(at)
    if (constructor !== undefined && (codeTable.privates?.get(constructor) ?? byText(constructor))) return constructor.name
  }
  return undefined
}

/** Objects that are made here have no private members. Other rows than that of instances write their class into "more". Throws PRIVATE_FIELDS. */
export function refusePrivates(snapshot: Snapshot, valueOf: (cell: unknown) => unknown): void {
  const refuse = (prototype: unknown, id: number): void => {
    const name = typeof prototype === 'object' ? privateClass(prototype) : undefined
    if (name !== undefined) throw fail.privateFields(name, trailOf(snapshot, id))
  }
  for (const { type, first } of snapshot.groups) {
    const [tag, prototype] = snapshot.types[type] as unknown[]
    if (tag === 'instance') refuse(valueOf(prototype), first)
  }
  for (const [id, , prototype] of snapshot.more) if (prototype !== 0) refuse(valueOf(prototype), id as number)
}
