// A compile error as people read it: file:line:column, message, cure.
//
//   RD1. It passes between threads on Node 20, so all it says is in its message and its stack.
//
// Called by: hooks.ts, the CLI. Calls: nothing.

interface Diagnostic {
  code: string
  severity?: string
  message: string
  hint?: string | undefined
  line: number
  column: number
}

/** What `compile` threw, made readable; anything else as it is. */
export function readable(problem: unknown, file: string): unknown {
  const all = (problem as { diagnostics?: Diagnostic[] } | null)?.diagnostics
  if (!Array.isArray(all) || all.length === 0) return problem
  const errors = all.filter((diagnostic) => diagnostic.severity !== 'warning')
  const lines = errors.map(({ code, message, hint, line, column }) =>
    `${line === 0 ? file : `${file}:${line}:${column}`}: ${message} [${code}]${hint ? `\n  hint: ${hint}` : ''}`)
  const error = new SyntaxError(lines.join('\n'))
  error.stack = `SyntaxError: ${error.message}`
  return Object.assign(error, { code: 'COMPILE_ERROR' })
}
