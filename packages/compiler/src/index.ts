// The door of the compiler.

export { archivePath, type ArchivedFunction } from './archive.ts'
export { compile, type CompileOptions, type CompileResult, type FunctionInfo } from './compile.ts'
export type { RawSourceMap } from './1-parse.ts'
export { CompileError, format, type Diagnostic } from './errors.ts'
