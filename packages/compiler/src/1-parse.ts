// Pass 1: text in, tree out. The seam to the tools: TypeScript is stripped, what is left is parsed as JavaScript.
//
// Called by: compile.ts. Calls: oxc-transform, oxc-parser. Nothing else in the compiler knows either.

import { parseSync } from 'oxc-parser'
import { transformSync } from 'oxc-transform'
import type { Node } from './ast.ts'
import { CompileError, type Diagnostic } from './errors.ts'

export interface RawSourceMap {
  version: 3
  sources: (string | null)[]
  sourcesContent?: (string | null)[]
  names: string[]
  mappings: string
}

/** Types out, positions kept in a map. */
export function strip(source: string, file: string): { code: string; map: RawSourceMap | null } {
  const result = transformSync(/\.[mc]?tsx?$/.test(file) ? file : `${file}.ts`, source, {
    sourcemap: true,
    typescript: { onlyRemoveTypeImports: true },
  })
  if (result.errors.length > 0) throw failed(source, file, result.errors)
  return { code: result.code, map: (result.map ?? null) as RawSourceMap | null }
}

export function parse(code: string, file: string, sourceType: 'module' | 'script'): Node {
  const result = parseSync('input.js', code, { lang: 'jsx', sourceType, preserveParens: false, range: true, showSemanticErrors: true })
  if (result.errors.length > 0) throw failed(code, file, result.errors)
  return result.program as unknown as Node
}

/** The text with each end of a line as one `\n` (ECMA-262 12.3: linters, engines and the maps of TypeScript count so). Positions stay. */
export function withPlainLines(text: string): string {
  return text.replace(/\r(?!\n)|[\u2028\u2029]/g, '\n')
}

interface ToolError {
  message: string
  labels: { start: number }[]
}

function failed(source: string, file: string, errors: ToolError[]): CompileError {
  return new CompileError(errors.map((error): Diagnostic => {
    const at = error.labels.at(-1)?.start ?? 0 // of a name declared twice, the second
    const before = withPlainLines(source.slice(0, at))
    return {
      code: 'SYNTAX',
      severity: 'error',
      message: error.message,
      hint: 'mend the syntax; nothing was compiled',
      file,
      line: before.split('\n').length,
      column: at - before.lastIndexOf('\n'),
    }
  }))
}
