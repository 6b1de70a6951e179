// Diagnostics: what the compiler says to its users. Place, reason, cure.
//
// Called by: every pass. Calls: nothing.

export interface Diagnostic {
  readonly code: string
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly hint: string
  readonly file: string
  /** From 1, in the author's file; 0 for what is said of the file as a whole. */
  readonly line: number
  readonly column: number
}

/** Thrown by compile() when a module can't be compiled; `diagnostics` says why. */
export class CompileError extends Error {
  readonly code = 'COMPILE'
  readonly diagnostics: readonly Diagnostic[]

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(format).join('\n'))
    this.name = 'CompileError'
    this.diagnostics = diagnostics
  }
}

export function format({ file, line, column, message, hint, code }: Diagnostic): string {
  return `${line === 0 ? file : `${file}:${line}:${column}`}: ${message} [${code}]\n  hint: ${hint}`
}

/** No stack was left to compile it. Where, nobody knows. */
export function tooDeep(file: string): Diagnostic {
  return { code: 'NESTING', severity: 'error', message: 'an expression or statement is nested too deeply to be compiled', hint: 'split it', file, line: 0, column: 0 }
}

/** Why a function or a construct is refused, by code. */
export const reasons: Record<string, { message: string; hint: string }> = {
  DIRECT_EVAL: {
    message: 'direct eval can see and make variables that the compiler can\'t know',
    hint: 'use an indirect eval `(0, eval)(text)`, or move it to a function outside of the tasklet',
  },
  WITH: { message: '`with` makes it impossible to know what a name means', hint: 'name the object: `object.property`' },
  MAPPED_ARGUMENTS: {
    message: '`arguments` of a sloppy function is tied to its parameters, which a frame can\'t keep',
    hint: 'use a rest parameter, or strict mode',
  },
  LOCAL_CLASS_PRIVATE: {
    message: 'a generator method of a class made inside a function uses names only that class knows',
    hint: 'move the class to the top level of its module',
  },
  SPLIT_LITERAL: {
    message: 'it uses `super` in an object literal whose evaluation a native function interrupts by `await` or `yield`',
    hint: 'await first, then make the object',
  },
  PINNED: { message: 'it uses a parameter of a native generator function that a function in the parameter list closes over', hint: 'give the default value in the body instead' },
}

/** Syntax that is lowered by other tools, by code: what they make of it is not known here. */
export const foreignWords: Record<'DECORATORS' | 'JSX', { message: string; hint: string }> = {
  DECORATORS: { message: 'decorators and `accessor` can\'t be in a module with generator functions', hint: 'put the class into a module without generator functions' },
  JSX: { message: 'JSX can\'t be in a module with generator functions', hint: 'put the view into a module without generator functions' },
}

/** What is wrong with a name that `at` gives, by code. */
export const labelWords: Record<'LABEL_LITERAL' | 'LABEL_TWICE' | 'LABEL_UNUSED', (name: string) => { message: string; hint: string }> = {
  LABEL_LITERAL: (name) => ({
    message: name === '' ? '`at` takes a name, written out, and what to wait for' : `"${name}" can't be the name of a wait`,
    hint: 'a string literal of letters, digits, spaces and `_ . : -`: `yield* at(\'approve\', request(...))`. "start" and "done" are taken',
  }),
  LABEL_TWICE: (name) => ({ message: `two waits of the function are called "${name}"`, hint: 'give each a name of its own' }),
  LABEL_UNUSED: () => ({ message: '`at` names nothing here', hint: 'write it directly behind `yield*`, in a generator function: `yield* at(\'approve\', request(...))`' }),
}
