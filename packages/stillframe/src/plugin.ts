// The bundler plugin, for all bundlers at once: modules pass through the compiler before anything else sees them.
//
//   BP1. A module's id is the one the loader would give it (register/carry.ts): what is captured in one build is restored
//        in another.
//   BP2. Compiled modules come out as JavaScript with a source map. Other modules are left to the bundler, except that
//        Rollup and webpack know no TypeScript: for them types are stripped from all modules of the program.
//   BP3. One build is one program: its ids are its own.
//   BP4. webpack strips types itself on Node 22.6 and later, with a map of lines alone. What has been here is JavaScript
//        already, with a better map: it goes on as it came.
//
// Called by: the doors vite.ts, rollup.ts, rolldown.ts, esbuild.ts, webpack.ts. Calls: unplugin, carry.ts, keep.ts.

import { dirname, isAbsolute, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createUnplugin, type UnpluginInstance } from 'unplugin'
import type { Checkpoints } from './register/checkpoints.ts'
import { carry, isTypeScript, typeScriptFor } from './register/carry.ts'
import { keeper } from './register/keep.ts'
import { barePath, isProgram, ModuleIds } from './register/module-id.ts'

export interface PluginOptions {
  /** The folder that module ids are relative to. Default: STILLFRAME_ROOT, or else the nearest folder above a module with a package.json. */
  root?: string
  /** Checkpoints in generator functions, so that a tasklet can be interrupted there. Default: as STILLFRAME_CHECKPOINTS says, or else none. */
  checkpoints?: Checkpoints
  /** The folder of the code archive: every version of every function goes there. Default: STILLFRAME_ARCHIVE, or else none is kept. */
  archive?: string
}

interface WebpackModule {
  nameForCondition(): string | null
}

interface ResultHook {
  tap(options: { name: string; stage: number }, body: (result: unknown, module: WebpackModule) => unknown): void
}

interface WebpackCompiler {
  readonly hooks: { readonly compilation: { tap(name: string, body: (compilation: object) => void): void } }
  readonly webpack: { readonly NormalModule: { getCompilationHooks(compilation: object): { readonly processResult?: ResultHook } } }
}

/** BP4 */
function keepResults({ hooks, webpack }: WebpackCompiler, isOurs: (file: string) => boolean): void {
  const name = 'stillframe'
  hooks.compilation.tap(name, (compilation) => {
    const { processResult } = webpack.NormalModule.getCompilationHooks(compilation)
    const before = new WeakMap<WebpackModule, unknown>()
    processResult?.tap({ name, stage: -1000 }, (result, module) => {
      if (isOurs(module.nameForCondition() ?? '')) before.set(module, result)
      return result
    })
    processResult?.tap({ name, stage: 1000 }, (result, module) => before.get(module) ?? result)
  })
}

const fileUrl = (id: string): string | undefined => (isAbsolute(id) ? pathToFileURL(barePath(id)).href : undefined)

export const plugin: UnpluginInstance<PluginOptions | undefined, false> = createUnplugin<PluginOptions | undefined, false>((options, meta) => {
  const ids = new ModuleIds(options?.root) // BP3
  const strips = meta.framework === 'rollup' || meta.framework === 'webpack' // BP2
  const compiled = new Set<string>()
  return {
    name: 'stillframe',
    enforce: 'pre',
    ...(strips ? {
      resolveId: {
        filter: { id: /^\.{1,2}\/.*\.m?js$/ },
        handler: (specifier: string, importer: string | undefined): string | undefined => {
          const parent = importer === undefined ? undefined : fileUrl(importer)
          const instead = typeScriptFor(specifier, parent)
          return instead === undefined ? undefined : resolve(dirname(barePath(importer as string)), instead)
        },
      },
    } : {}),
    transform: {
      filter: { id: /\.m?[jt]s(?:[?#].*)?$/, ...(strips ? {} : { code: '*' }) },
      async handler(code: string, id: string) {
        const url = fileUrl(id)
        if (url === undefined || !isProgram(url)) return undefined
        const file = barePath(id)
        const keep = await keeper(options?.archive, (message) => this.warn({ message, id: file }))
        const result = carry(code, file, ids, { checkpoints: options?.checkpoints, keep }) // BP1
        if (result === undefined || !(result.changed || (strips && isTypeScript(file)))) {
          compiled.delete(file) // it may have been, in a build before
          return undefined
        }
        for (const { message, hint, line, column } of result.diagnostics) this.warn({ message: `${file}:${line}:${column}: ${message}. ${hint}`, id: file })
        compiled.add(file)
        return { code: result.code, map: result.map as never }
      },
    },
    webpack: (compiler) => keepResults(compiler as unknown as WebpackCompiler, (file) => compiled.has(file)),
    esbuild: {
      onLoadFilter: /\.m?[jt]s$/,
      loader: (_code: string, id: string) => (compiled.has(id) ? 'js' : 'default'),
    },
  }
})
