// The door for emitted code, snapshots and tools: the one table between compiler and runtime. A rename here breaks
// the build, not a stored process.

export { closureOf, codeTable, registerModule, scopeOf } from './code.ts'
export type { Closure, CodeTable, FunctionRecord, ModuleRecord, ScopeRecord } from './code.ts'
export { isObject, iterate, iteratePart, keysOf } from './cursors.ts'
export type { Cursor } from './cursors.ts'
export { delegate, delegateCode } from './delegate.ts'
export * from './emitted.ts'
export { DONE, Frame, getSlot, INLINE_SLOTS, NEXT, pointOf, RETURN, setSlot, TDZ, THROW } from './frame.ts'
export type { Code, CodeMeta, Mode, Point, Step } from './frame.ts'
export { createGenerator, fillGenerator, GeneratorFunctionPrototype, GeneratorPrototype, generatorFunction, generatorState } from './generator.ts'
export type { GeneratorState } from './generator.ts'
export { kindOf, kinds, kindsByName, waitOf } from './kinds.ts'
export type { Kind } from './kinds.ts'
export { isNative } from './native.ts'
export { AWAY, Operation } from './operation.ts'
