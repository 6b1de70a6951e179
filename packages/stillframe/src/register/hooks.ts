// Loader hooks: the program's modules pass through the compiler on their way in.
//
//   LH1. Only modules of the program are compiled (carry.ts); all others go on to the next hook untouched.
//   LH2. What is compiled carries its source map inside, so that stack traces show the author's lines.
//
//   LH3. With STILLFRAME_ARCHIVE, what is compiled goes into that folder, too (keep.ts).
//
// Called by: node (register.js). Calls: carry.ts, keep.ts.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { carry, typeScriptFor } from './carry.ts'
import { keeper } from './keep.ts'
import { bare, isProgram, ModuleIds } from './module-id.ts'

interface Loaded {
  format?: string | null | undefined
  source?: unknown
  shortCircuit?: boolean
}
interface Resolved {
  url: string
  format?: string | null | undefined
  shortCircuit?: boolean
}
interface LoadContext {
  format?: string | null | undefined
}
interface ResolveContext {
  parentURL?: string | undefined
}
type NextLoad<R> = (url: string, context?: LoadContext) => R
type NextResolve<R> = (specifier: string, context?: ResolveContext) => R

export const hooksSync = {
  resolve: (specifier: string, context: ResolveContext, next: NextResolve<Resolved>): Resolved =>
    next(typeScriptFor(specifier, context.parentURL) ?? specifier, context),
  load: (url: string, context: LoadContext, next: NextLoad<Loaded>): Loaded => compiled(url, context) ?? next(url, context),
}

export async function resolve(specifier: string, context: ResolveContext, next: NextResolve<Promise<Resolved>>): Promise<Resolved> {
  return next(typeScriptFor(specifier, context.parentURL) ?? specifier, context)
}

export async function load(url: string, context: LoadContext, next: NextLoad<Promise<Loaded>>): Promise<Loaded> {
  return compiled(url, context) ?? next(url, context)
}

const ids = new ModuleIds()
const keep = await keeper(undefined, (message) => process.emitWarning(message)) // LH3

function compiled(url: string, context: LoadContext): Loaded | undefined {
  if (!isProgram(url) || context.format === 'commonjs') return undefined // LH1
  const file = fileURLToPath(bare(url))
  const result = carry(readFileSync(file, 'utf8'), file, ids, { isModule: context.format === 'module', keep })
  if (result === undefined || !result.changed) return undefined
  const map = Buffer.from(JSON.stringify(result.map)).toString('base64')
  return { format: 'module', shortCircuit: true, source: `${result.code}\n//# sourceMappingURL=data:application/json;base64,${map}` } // LH2
}
