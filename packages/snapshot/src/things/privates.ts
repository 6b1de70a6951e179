// Private members: invisible from outside, so an object that is made again would not have them.
//
//   PM1. A class of a compiled module tells whether its instances have any (CodeTable.privates).
//   PM2. Of other classes the text decides, and doubt refuses: comments and strings count, and so do static members. What is known
//        of lowered classes are the names of the helpers that esbuild, TypeScript, Babel and SWC put in.
//
// Called by: classify.ts, decode.ts. Calls: the code table.

import { codeTable } from '@stillframe/runtime/abi'
import { standardName } from './names.ts'
import { constructorOf } from './references.ts'

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
