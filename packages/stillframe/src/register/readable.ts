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
  if (problem instanceof RangeError) return told(`${file}: an expression or statement is nested too deeply to be compiled [NESTING]\n  hint: split it`)
  const all = (problem as { diagnostics?: Diagnostic[] } | null)?.diagnostics
  if (!Array.isArray(all) || all.length === 0) return problem
  const errors = all.filter((diagnostic) => diagnostic.severity !== 'warning')
  const lines = errors.map(({ code, message, hint, line, column }) =>
    `${file}:${line}:${column}: ${message} [${code}]${hint ? `\n  hint: ${hint}` : ''}`)
  return told(lines.join('\n'))
}

function told(message: string): SyntaxError {
  const error = new SyntaxError(message)
  error.stack = `SyntaxError: ${message}` // RD1
  return Object.assign(error, { code: 'COMPILE_ERROR' })
}
