// A module's text: records and the constructors of scope objects at the top, then the author's text with what moved replaced.
//
// Called by: compile.ts. Calls: render.ts, functions.ts.

import type { Node } from './ast.ts'
import { knownOf } from './facts.ts'
import type { Program, ScopeObject, Unit } from './scopes/model.ts'
import type { Functions, Made } from './functions.ts'
import { scopesOf } from './metadata.ts'
import { Renderer } from './render.ts'
import type { Rope } from './rope.ts'

export function renderModule(program: Program, functions: Functions, runtime: string, abi: number, sourceType: 'module' | 'script'): Rope {
  const { ast, prefix, source } = program
  const unit = program.unitOf.get(ast) as Unit
  const renderer = new Renderer(program, unit, functions, null)
  const statements = ast.body as Node[]
  const exportsDefault: string[] = []
  const opening: Rope[] = [renderer.opening(ast, statements, false)]
  const body: Rope[] = []
  const directives = statements.filter(({ directive }) => directive !== undefined && directive !== null)
  const firstStatement = directives.at(-1)?.end ?? (source.startsWith('#!') ? source.indexOf('\n') + 1 : 0)
  let at = firstStatement
  for (const statement of statements.slice(directives.length)) {
    body.push(renderer.source(at, statement.start), renderStatement(statement, program, functions, renderer, opening, exportsDefault))
    at = statement.end
  }
  body.push(renderer.source(at, source.length))

  const declared = new Set([...functions.declared, ...functions.records.flatMap(({ entry }) => (entry.kind === 'generator' && entry.declared ? [entry.name] : []))])
  const names = [...program.moduleNames, ...program.importedNames].filter((name) => !declared.has(name)).map((name) => `[${JSON.stringify(name)}]: () => ${name}`)
  const setters = sourceType === 'module' ? assignable(program).map((name) => `[${JSON.stringify(name)}]: ${prefix}v => ${name} = ${prefix}v`) : []
  names.push(...exportsDefault, ...functions.sites.map((site, i) => `"template~${i + 1}": () => ${site}()`))
  const prelude: Rope[] = [
    renderer.source(0, firstStatement),
    sourceType === 'module' ? `import * as ${prefix} from ${JSON.stringify(runtime)};\n` : `\nconst ${prefix} = ${runtime};\n`,
    `const ${prefix}M = ${JSON.stringify(functions.moduleId)};\n${prefix}.module(${abi}, ${prefix}M, { ${names.join(', ')} }${setters.length === 0 ? '' : `, { ${setters.join(', ')} }`});\n`,
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

/** Variables of the module that may be assigned: archived code does it through their setters. */
function assignable({ manager }: Program): string[] {
  const variables = manager.scopes.find(({ type }) => type === 'module')?.variables ?? []
  return variables.filter(({ defs }) => defs.some(({ type, parent }) => type === 'Variable' && ['let', 'var'].includes(String((parent as unknown as Node | null)?.kind)))).map(({ name }) => name)
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
