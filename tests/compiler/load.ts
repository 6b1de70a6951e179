// Compiles a module and loads it, for the tests of this folder.
//
// Called by: tests/compiler/*.test.ts. Calls: @stillframe/compiler.

import { compile } from '@stillframe/compiler'

export async function load<M>(source: string, id: string): Promise<M> {
  const { code } = compile(source, { id, runtime: import.meta.resolve('@stillframe/runtime/abi'), sourceMap: false })
  return await import(`data:text/javascript;charset=utf-8,${encodeURIComponent(code)}`) as M
}
