// What lowers generators, ours and others': a module's text in, ES5 (but for import and export) out.
//
// Called by: table.ts. Calls: the tools.

import { readFileSync } from 'node:fs'
import { transformSync as babel, version as babelVersion } from '@babel/core'
import { transformSync as swc, version as swcVersion } from '@swc/core'
import ts from 'typescript'
import { compiled } from '../differential.ts'

const { version } = JSON.parse(readFileSync(new URL('../../../packages/stillframe/package.json', import.meta.url), 'utf8')) as { version: string }

export interface Tool {
  readonly name: string
  readonly version: string
  readonly settings: string
  /** Throws what the tool throws for what it refuses. */
  lower(source: string, file: string): string
}

export const contenders: readonly Tool[] = [
  { name: 'Stillframe', version, settings: '', lower: compiled },
  {
    name: 'Babel', version: babelVersion, settings: 'preset-env, targets ie 11 (regenerator)',
    lower: (source, file) => babel(source, {
      filename: file, babelrc: false, configFile: false, compact: false, sourceType: 'module',
      presets: [['@babel/preset-env', { targets: { ie: 11 }, modules: false }]],
      cwd: import.meta.dirname,
    })?.code ?? '',
  },
  {
    name: 'swc', version: swcVersion, settings: 'jsc.target es5',
    lower: (source) => swc(source, { swcrc: false, isModule: true, jsc: { target: 'es5', parser: { syntax: 'ecmascript' }, externalHelpers: false }, module: { type: 'es6' } }).code,
  },
  {
    name: 'TypeScript', version: ts.version, settings: 'target ES5, downlevelIteration',
    lower(source, file) {
      const { outputText, diagnostics } = ts.transpileModule(source, {
        fileName: file, reportDiagnostics: true,
        compilerOptions: { target: ts.ScriptTarget.ES5, module: ts.ModuleKind.ESNext, downlevelIteration: true, allowJs: true, newLine: ts.NewLineKind.LineFeed },
      })
      const error = diagnostics?.find(({ category }) => category === ts.DiagnosticCategory.Error)
      if (error !== undefined) throw new SyntaxError(ts.flattenDiagnosticMessageText(error.messageText, '\n'))
      return outputText
    },
  },
]
