// Pass 2: who is who. Units (functions and what runs like one), bindings, captures, scope objects; in scopes/.
//
// Called by: compile.ts. Calls: eslint-scope, scopes/*.ts.

import { analyze } from 'eslint-scope'
import type { Node } from './ast.ts'
import { collectUses, decideBindings, pinParameters } from './scopes/bindings.ts'
import { decideForms } from './scopes/forms.ts'
import type { Program } from './scopes/model.ts'
import { UnitWalker } from './scopes/units.ts'

export function analyzeScopes(ast: Node, source: string, id: string, sourceType: 'module' | 'script', checkpoints: boolean | 'every'): Program {
  const manager = analyze(ast as never, { ecmaVersion: 2022, sourceType, ignoreEval: true })
  const program: Program = {
    ast, source, prefix: freePrefix(source), units: [], unitOf: new Map(), parents: new Map(), suspends: new Set(), uses: new Map(),
    bindings: new Map(), declaring: new Map(), twins: [], objects: new Map(), scopeBindings: new Map(), movedClasses: new Map(), unbranded: new Set(), keyBound: new Map(), moduleNames: [], importedNames: [], strict: sourceType === 'module', foreign: new Map(), checkpoints, manager,
    bindingsOf: new Map(),
  }
  const walker = new UnitWalker(program, id)
  walker.module()
  collectUses(program, walker.usePlaces)
  do decideForms(program)
  while (pinParameters(program))
  decideBindings(program)
  indexBindings(program)
  collectModuleNames(program)
  return program
}

function indexBindings({ bindings, twins, bindingsOf }: Program): void {
  for (const binding of [...bindings.values(), ...twins]) {
    const own = bindingsOf.get(binding.unit)
    if (own === undefined) bindingsOf.set(binding.unit, [binding])
    else own.push(binding)
  }
}

/** A prefix for our identifiers that the source does not contain, escaped or not. */
function freePrefix(source: string): string {
  const text = source.replace(/\\u\{?0*([\da-f]+)\}?/gi, (_, code) => String.fromCharCode(parseInt(code, 16)))
  let prefix = '$$'
  while (text.includes(prefix)) prefix += '$'
  return prefix
}

function collectModuleNames(program: Program): void {
  const scope = program.manager.scopes.find(({ type }) => type === 'module') ?? program.manager.scopes[0]
  for (const variable of scope?.variables ?? []) {
    const definition = variable.defs[0]
    if (definition === undefined) continue
    if (definition.type === 'ImportBinding') program.importedNames.push(variable.name)
    else program.moduleNames.push(variable.name)
  }
}
