// Loader hooks: the program's modules pass through the compiler on their way in.
//
//   LH1. Only modules of the program are compiled (module-id.ts); all others go on to the next hook untouched.
//   LH2. What is compiled carries its source map inside, so that stack traces show the author's lines.
//   LH3. `./x.js` finds `./x.ts` when only that exists, as TypeScript has it.
//
// Called by: node (register.js). Calls: compiler.

import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compile } from '@stillframe/compiler'
import { bare, claimModuleId, isProgram } from './module-id.ts'
import { readable } from './readable.ts'

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

/** LH3 */
function typeScriptFor(specifier: string, parent: string | undefined): string | undefined {
  if (parent === undefined || !/^\.{1,2}\//.test(specifier) || !/\.m?js$/.test(specifier) || !isProgram(parent)) return undefined
  const wanted = new URL(specifier, parent)
  if (wanted.protocol !== 'file:' || existsSync(wanted)) return undefined
  const instead = specifier.replace(/js$/, 'ts')
  return existsSync(new URL(instead, parent)) ? instead : undefined
}

function compiled(url: string, context: LoadContext): Loaded | undefined {
  if (!isProgram(url) || context.format === 'commonjs') return undefined // LH1
  const file = fileURLToPath(bare(url))
  const typescript = /\.m?ts$/.test(file)
  const source = readFileSync(file, 'utf8')
  if (!source.includes('*')) return undefined // no generator without a star
  if (file.endsWith('.js') && context.format !== 'module' && !/^\s*(?:import|export)\b/m.test(source)) return undefined // LH1
  const result = compileFile(source, file, typescript)
  if (!result.changed) return undefined
  const map = Buffer.from(JSON.stringify(result.map)).toString('base64')
  return { format: 'module', shortCircuit: true, source: `${result.code}\n//# sourceMappingURL=data:application/json;base64,${map}` } // LH2
}

function compileFile(source: string, filename: string, typescript: boolean): ReturnType<typeof compile> {
  try {
    return compile(source, { id: claimModuleId(filename), filename, sourceMap: true, typescript })
  } catch (problem) {
    throw readable(problem, filename)
  }
}
