// A module's text: records and the constructors of scope objects at the top, then the author's text with what moved replaced.
//
// Called by: compile.ts. Calls: render/*.ts, functions.ts.

import type { Scope, Variable } from 'eslint-scope'
import { calleeName, isDirective, patternNames, type Node } from './ast.ts'
import { knownOf } from './facts.ts'
import type { Program, ScopeObject, Unit } from './scopes/model.ts'
import type { Functions, Made } from './functions.ts'
import { scopesOf } from './metadata.ts'
import { openingOf } from './render/declarations.ts'
import { Renderer } from './render/renderer.ts'
import type { Rope } from './rope.ts'

export function renderModule(program: Program, functions: Functions, runtime: string, abi: number, sourceType: 'module' | 'script'): Rope {
  const { ast, prefix, source } = program
  const unit = program.unitOf.get(ast) as Unit
  const renderer = new Renderer(program, unit, functions, null)
  const statements = ast.body as Node[]
  const exportsDefault: string[] = []
  const opening: Rope[] = [openingOf(renderer, ast, statements, false)]
  const body: Rope[] = []
  const directives = statements.filter(isDirective)
  const firstStatement = directives.at(-1)?.end ?? /^#!.*|^/.exec(source)![0].length
  let at = firstStatement
  for (const statement of statements.slice(directives.length)) {
    body.push(renderer.source(at, statement.start), renderStatement(statement, program, functions, renderer, opening, exportsDefault))
    at = statement.end
  }
  body.push(renderer.source(at, source.length))

  const declared = new Set([...functions.declared, ...functions.records.flatMap(({ entry }) => (entry.kind === 'generator' && entry.declared ? [entry.name] : []))])
  const names = [...program.moduleNames, ...program.importedNames].filter((name) => !declared.has(name)).map((name) => `[${JSON.stringify(name)}]: () => ${name}`)
  const setters = sourceType === 'module' ? assignable(program).map((name) => `[${JSON.stringify(name)}]: ${prefix}v => ${name} = ${prefix}v`) : []
  const loose = sourceType === 'module' ? looseOf(program) : []
  names.push(...exportsDefault, ...functions.sites.map((site, i) => `"template~${i + 1}": () => ${site}()`))
  const prelude: Rope[] = [
    renderer.directives(0, firstStatement),
    source.startsWith('#!') ? '\n' : '',
    sourceType === 'module' ? `import * as ${prefix} from ${JSON.stringify(runtime)};\n` : `\nconst ${prefix} = ${runtime};\n`,
    `const ${prefix}M = ${JSON.stringify(functions.moduleId)};\n${prefix}.module(${abi}, ${prefix}M, { ${names.join(', ')} }${setters.length + loose.length === 0 ? '' : `, { ${setters.join(', ')} }`}${loose.length === 0 ? '' : `, ${JSON.stringify(loose)}`});\n`,
    functions.temporaries.length === 0 ? '' : `let ${functions.temporaries.join(', ')};\n`,
    functions.prelude,
    records(program, functions),
    opening,
    '\n',
  ]
  return [prelude, body]
}

function renderStatement(statement: Node, program: Program, functions: Functions, renderer: Renderer, opening: Rope[], defaults: string[]): Rope {
  const declared = statement.declaration as Node | null | undefined
  const moves = declared?.type === 'FunctionDeclaration' && (program.unitOf.get(declared) as Unit).form !== 'plain'
  if (statement.type === 'ExportNamedDeclaration' && moves) return `export { ${declared.id.name as string} };`
  if (statement.type !== 'ExportDefaultDeclaration' || declared == null) return renderer.render(statement)
  if (moves && functions.declares(program.unitOf.get(declared) as Unit)) return `export { ${declared.id.name as string} as default };`
  if (moves) {
    const name = declared.id ? declared.id.name as string : `${program.prefix}default`
    opening.push([`var ${name} = `, functions.reference(program.unitOf.get(declared) as Unit, renderer), ';\n'])
    if (!declared.id) defaults.push(`"default": () => ${name}`)
    return `export { ${name} as default };`
  }
  return renderer.render(statement)
}

/** What names of the module can't be relied on by a snapshot, as ModuleRecord.loose has it. */
function looseOf(program: Program): string[] {
  const exported = exportedNames(program.ast)
  const names = variablesOf(program).flatMap(({ name, references }) => {
    const inside = references.filter(({ from }) => !runsAtOnce(from, program))
    if (inside.some((one) => one.isWrite())) return [exported.has(name) ? `${name}!` : name]
    return inside.some(({ identifier }) => givesMember(identifier as unknown as Node, program.parents)) ? [`${name}.`] : []
  })
  return program.importedNames.length === 0 ? names : [...names, '', ...program.importedNames]
}

/** Is it code of the module itself, which static parts of its classes are, too? */
function runsAtOnce(scope: Scope, program: Program): boolean {
  const { type, block, upper } = scope.variableScope
  const isStatic = type === 'class-static-block' || (type === 'class-field-initializer' && program.parents.get(block as unknown as Node)?.static === true)
  return type === 'module' || (isStatic && upper !== null && runsAtOnce(upper, program))
}

function exportedNames(ast: Node): Set<string> {
  return new Set((ast.body as Node[]).flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration' || statement.source) return []
    const { declaration, specifiers } = statement as unknown as { declaration: Node | null; specifiers: Node[] }
    const declared = declaration?.type === 'VariableDeclaration' ? (declaration.declarations as Node[]).flatMap(({ id }) => patternNames(id)) : declaration?.id ? [declaration.id as Node] : []
    return [...declared, ...specifiers.map(({ local }) => local as Node)].map(({ name }) => name as string)
  }))
}

/** `x.y = z`, `Object.assign(x, ...)` and the like: does it give `x` a member? */
function givesMember(x: Node, parents: ReadonlyMap<Node, Node>): boolean {
  const parent = parents.get(x) as Node
  if (parent.type === 'CallExpression') return parent.arguments[0] === x && /^(assign|definePropert(y|ies))$/.test(calleeName(parent.callee))
  return parent.type === 'MemberExpression' && parent.object === x && parents.get(parent)?.type === 'AssignmentExpression' && parents.get(parent)?.left === parent
}

function variablesOf({ manager }: Program): Variable[] {
  return manager.scopes.find(({ type }) => type === 'module')?.variables ?? []
}

/** Variables of the module that may be assigned: archived code does it through their setters. */
function assignable(program: Program): string[] {
  return variablesOf(program).filter(({ defs }) => defs.some(({ type, parent }) => type === 'Variable' && ['let', 'var'].includes(String((parent as unknown as Node | null)?.kind)))).map(({ name }) => name)
}

/** Scopes stand before what captures them. */
function records(program: Program, functions: Functions): Rope {
  const rest = new Map([...program.objects.values()].map((object) => [object.id, object]))
  const all: (Made & { name: string })[] = []
  const scope = (id: string): void => {
    const object = rest.get(id)
    if (object !== undefined) all.push({ name: object.type, ...scopeType(object, program, functions) })
    rest.delete(id)
  }
  for (const record of functions.records) {
    scopesOf(record.entry).forEach(scope)
    all.push(functions.isNamed(record.name) ? record : { ...record, name: '' })
  }
  for (const id of rest.keys()) scope(id)
  return all.length === 0 ? '' : [`var [${all.map(({ name }) => name).join(', ')}] = `, functions.code(all), ';\n']
}

/** The constructor of a scope object: its fields in order, those with a TDZ uninitialised; or a copy of another. */
function scopeType(object: ScopeObject, program: Program, functions: Functions): Made {
  const known = knownOf(object, program)
  const isCopied = functions.copied.has(object)
  const from = `${program.prefix}o`
  const fields = object.bindings.map(({ kind }, i) => {
    const field = functions.fieldText(i)
    const initial = ['let', 'const', 'class'].includes(kind) ? functions.support('TDZ') : 'undefined'
    return `this.${field} = ${isCopied ? `${from} ? ${from}.${field} : ` : ''}${initial};`
  })
  return {
    entry: { kind: 'scope', path: object.id, known: known !== undefined, names: object.bindings.map(({ field }) => field) },
    parts: [`function (${isCopied ? from : ''}) { ${fields.join(' ')} }`, ...known === undefined ? [] : [known]],
  }
}
