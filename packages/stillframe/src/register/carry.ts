// What every carrier - the loader, the bundler plugin, `stillframe compile` - does with a module: whether it is compiled,
// under which id, and where the file of a specifier is. One mechanism, so that a snapshot taken in one build is restored
// in another.
//
//   CA1. Only modules of the program are compiled (module-id.ts), and of these the ES modules that may hold a generator.
//   CA2. The compiler gets the author's text, and the id that every other carrier would give it.
//   CA3. What it compiles goes into the code archive, too, if the carrier has one (keep.ts).
//   CA4. `./x.js` finds `./x.ts` when only that exists, as TypeScript has it.
//
// Called by: hooks.ts, plugin.ts, the CLI. Calls: compiler, checkpoints.ts.

import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { compile, type CompileOptions, type CompileResult } from '@stillframe/compiler'
import { parseSync } from 'oxc-parser'
import { checkpointsOf, type Checkpoints } from './checkpoints.ts'
import type { Keep } from './keep.ts'
import { bare, isProgram, packageType, type ModuleIds } from './module-id.ts'
import { readable } from './readable.ts'

export const isTypeScript = (file: string): boolean => /\.m?ts$/.test(file)

export interface CarryOptions {
  /** Somebody knows the file to be an ES module. */
  isModule?: boolean
  /** Default: as STILLFRAME_CHECKPOINTS says. */
  checkpoints?: Checkpoints | undefined
  /** CA3 */
  keep?: Keep | undefined
}

/**
 * The module in `file`, compiled; undefined if it is none of ours (CA1).
 * Throws COMPILE_ERROR with places in the author's text, MODULE_ID_TAKEN, CHECKPOINTS_UNKNOWN.
 */
export function carry(source: string, file: string, ids: ModuleIds, { isModule = false, checkpoints = checkpointsOf(), keep }: CarryOptions = {}): CompileResult | undefined {
  const typescript = isTypeScript(file)
  if (!typescript && !source.includes('*')) return undefined // no generator without a star
  if (file.endsWith('.js') && !isModule && !isEsModule(source, file)) return undefined
  const id = ids.claim(file) // CA2
  const result = compiled(source, file, { id, filename: file, sourceMap: true, typescript, checkpoints, archive: keep !== undefined })
  keep?.(result.archive)
  return result
}

/** As Node decides it (nodejs.org/api/packages.html, Determining module system); what can't be parsed is left to the compiler to tell. */
function isEsModule(source: string, file: string): boolean {
  if (packageType(dirname(file)) === 'module') return true
  if (!/\b(?:import|export)\b/.test(source)) return false
  const { errors, module } = parseSync(file, source, { lang: 'jsx', sourceType: 'unambiguous' })
  return errors.length > 0 ? /^\s*(?:import|export)\b/m.test(source) : module.hasModuleSyntax
}

function compiled(source: string, file: string, options: CompileOptions): CompileResult {
  try {
    return compile(source, options)
  } catch (problem) {
    throw readable(problem, file)
  }
}

/** CA4. `parent` is a file URL; the answer is a specifier, relative to it. */
export function typeScriptFor(specifier: string, parent: string | undefined): string | undefined {
  if (parent === undefined || !/^\.{1,2}\/[^?#]*\.m?js(?:[?#]|$)/.test(specifier) || !isProgram(parent)) return undefined
  const exists = (name: string): boolean => existsSync(new URL(bare(name), parent))
  const instead = specifier.replace(/js(?=[?#]|$)/, 'ts')
  return parent.startsWith('file:') && !exists(specifier) && exists(instead) ? instead : undefined
}
