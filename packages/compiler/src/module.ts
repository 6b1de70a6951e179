// A module's text: records and scope types at the top, then the author's text with what moved replaced.
//
// Called by: compile.ts. Calls: render.ts, functions.ts.

import { type Node } from './ast.ts'
import { knownOf } from './facts.ts'
import type { Program, Unit } from './scopes/model.ts'
import type { Functions } from './functions.ts'
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

  const names = [...program.moduleNames, ...program.importedNames].map((name) => `[${JSON.stringify(name)}]: () => ${name}`)
  names.push(...exportsDefault, ...functions.sites.map((site, i) => `"template~${i + 1}": () => ${site}()`))
  const prelude: Rope[] = [
    renderer.source(0, firstStatement),
    sourceType === 'module' ? `import * as ${prefix} from ${JSON.stringify(runtime)};\n` : `\nconst ${prefix} = ${runtime};\n`,
    `const ${prefix}M = ${JSON.stringify(functions.moduleId)};\n${prefix}.module(${abi}, ${prefix}M, { ${names.join(', ')} });\n`,
    functions.temporaries.length === 0 ? '' : `let ${functions.temporaries.join(', ')};\n`,
    scopeTypes(program, functions),
    functions.records,
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
  if (moves) {
    const name = declared.id ? declared.id.name as string : `${program.prefix}default`
    opening.push([`var ${name} = `, functions.reference(program.unitOf.get(declared) as Unit, renderer), ';\n'])
    if (!declared.id) defaults.push(`"default": () => ${name}`)
    return `export { ${name} as default };`
  }
  return renderer.render(statement)
}

/** One constructor per scope object: its fields in order, those with a TDZ uninitialised. */
function scopeTypes(program: Program, functions: Functions): Rope {
  const lines: string[] = []
  for (const object of program.objects.values()) {
    const names = object.bindings.map(({ field }) => field)
    const known = knownOf(object, program)
    const fields = object.bindings.map(({ field, kind }) => `this.${field} = ${['let', 'const', 'class'].includes(kind) ? functions.support('TDZ') : 'undefined'};`)
    lines.push(`function ${object.type}() { ${fields.join(' ')} }\n`)
    lines.push(`${functions.support('scope')}(${functions.place(object.id)}, ${object.type}${known === undefined ? '' : `, ${known}`});\n`)
    const copy = functions.copies.get(object)
    if (copy !== undefined) lines.push(`function ${copy}(from) { const to = new ${object.type}(); ${names.map((name) => `to.${name} = from.${name};`).join(' ')} return to; }\n`)
  }
  return lines
}
