// `stillframe/eslint-plugin`: what the compiler knows of a file, as rules of ESLint and of oxlint's `jsPlugins`.
//
//   EP1. A rule looks at no syntax: it reports the compiler's advice of its kind (compiler/src/advice.ts), and so knows
//        exactly what each yield keeps. The file is compiled once for all rules.
//   EP2. A file that can't be compiled has the errors of the compiler, under `compiles`, and no others.
//
// Called by: ESLint, oxlint. Calls: compiler.

import { compile, CompileError, type Diagnostic } from '@stillframe/compiler'

/** What the linters give to a rule, as far as it matters here. */
interface Context {
  readonly filename: string
  readonly sourceCode: { readonly text: string }
  readonly languageOptions?: { readonly sourceType?: string }
  report(problem: { loc: { line: number; column: number }; message: string }): void
}

export interface Rule {
  readonly meta: { readonly type: 'problem'; readonly docs: { readonly description: string; readonly recommended: true }; readonly schema: readonly never[] }
  create(context: Context): { Program?: () => void }
}

export interface Plugin {
  readonly meta: { readonly name: string; readonly version: string }
  readonly rules: Record<string, Rule>
  readonly configs: Record<string, object>
}

let last: { text: string; filename: string; found: readonly Diagnostic[] } | undefined

/** EP1 */
function findings({ filename, sourceCode: { text }, languageOptions }: Context): readonly Diagnostic[] {
  if ((languageOptions?.sourceType ?? 'module') !== 'module') return [] // what is no module is not compiled
  if (last?.text !== text || last.filename !== filename) last = { text, filename, found: inspect(text, filename) }
  return last.found
}

function inspect(text: string, filename: string): readonly Diagnostic[] {
  if (!text.includes('*') || !/\.m?[jt]s$/.test(filename)) return []
  try {
    const { diagnostics, advice } = compile(text, { id: filename, filename, sourceMap: false, advise: true })
    return [...diagnostics, ...advice]
  } catch (problem) {
    if (problem instanceof CompileError) return problem.diagnostics // EP2
    throw problem
  }
}

const advised = new Set(['FORGOTTEN_YIELD_STAR', 'HELD_ITERATOR', 'NEVER_SAVED'])

function rule(description: string, wanted: (diagnostic: Diagnostic) => boolean): Rule {
  return {
    meta: { type: 'problem', docs: { description, recommended: true }, schema: [] },
    create: (context) => ({
      Program() {
        for (const found of findings(context)) {
          if (wanted(found)) context.report({ loc: { line: Math.max(1, found.line), column: Math.max(0, found.column - 1) }, message: `${found.message.replace(/\.$/, '')}. ${sentence(found.hint)}` })
        }
      },
    }),
  }
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

const plugin: Plugin = {
  meta: { name: 'stillframe', version: '0.1.0' },
  rules: {
    'delegate-calls': rule('a call of a generator function, or of an operation, needs `yield*`', ({ code }) => code === 'FORGOTTEN_YIELD_STAR'),
    'no-held-iterator': rule('no native iterator is held across a yield', ({ code }) => code === 'HELD_ITERATOR'),
    'no-unsavable-local': rule('no variable holds across a yield what can never be saved', ({ code }) => code === 'NEVER_SAVED'),
    compiles: rule('the compiler takes the file, and can save all of its functions', ({ code }) => !advised.has(code)),
  },
  configs: {},
}

Object.assign(plugin.configs, {
  recommended: {
    plugins: { stillframe: plugin },
    rules: Object.fromEntries(Object.keys(plugin.rules).map((name) => [`stillframe/${name}`, 'error'])),
  },
})

export default plugin
