// The code archive: from a module's emitted text, one file for each generator function, which can be loaded when the module
// itself has changed.
//
//   AC1. A file is an ES module whose default export makes the function's record from the ABI and the names of its module:
//        `(abi, names) => record`. It has no imports, and runs nothing but the making of records.
//   AC2. It holds all of the function's code: its record, those of functions and classes inside of it, their scopes. What it
//        uses of its module it reads by name when it runs: `names.prices`.
//   AC3. Variables of its module it assigns through the setters that the module registers beside its names. Private names of a
//        class it can't use: they are known inside of the class only. (Functions have their names from the records.)
//   AC4. Its address is the function's id and the hash of its body.
//
// Called by: compile.ts. Calls: 1-parse.ts.

import { Meta, readCode, type Entry, type GeneratorEntry } from '@stillframe/runtime/abi'
import { analyze } from 'eslint-scope'
import { parse } from './1-parse.ts'
import { children, type Node } from './ast.ts'
import { scopesOf, writeCode } from './metadata.ts'

export interface ArchivedFunction {
  readonly id: string
  readonly shape: string
  readonly body: string
  /** Where it belongs in an archive: a path with slashes. */
  readonly file: string
  /** Text of the file; undefined if the function can't be archived. */
  readonly text: string | undefined
  /** Why not. AC3 */
  readonly reason: Unarchived | undefined
}

export interface Unarchived {
  readonly code: 'ARCHIVE_PRIVATE'
  readonly message: string
}

const isUnarchived = (made: object): made is Unarchived => 'code' in made

/** Something of ours at the top of a module: a statement, or one thing that the call of `code` makes. */
interface Part {
  readonly names: readonly string[]
  readonly text: string
  readonly entry: Entry | undefined
  /** What its step makes. */
  readonly made: readonly Part[]
}

/** AC4 */
export function archivePath(id: string, body: string): string {
  const hash = id.lastIndexOf('#')
  const folder = id.slice(0, hash).split('/').map(encodeURIComponent).join('/')
  return `${folder}/${encodeURIComponent(id.slice(hash + 1))}@${body}.mjs`
}

/** `code`: the module with this id as `compile` emits it. `names`: what is declared and imported at its top. */
export function archiveModule(code: string, module: string, prefix: string, names: readonly string[], abi: number): ArchivedFunction[] {
  const parts = (parse(code, 'emitted', 'module').body as Node[]).flatMap((statement) => partsOf(statement, prefix, code))
  const variables = (path: string): readonly string[] => parts.flatMap(({ entry }) => (entry?.kind === 'scope' && entry.path === path ? entry.names : []))
  return parts.flatMap((part): ArchivedFunction[] => {
    if (part.entry?.kind !== 'generator') return []
    const { shape, body } = new Meta(part.entry, module, [], variables, [])
    const head = { id: `${module}#${part.entry.path}`, shape, body }
    const file = archivePath(head.id, head.body)
    const made = takeOut(part, parts, prefix, new Set(names))
    if (isUnarchived(made)) return [{ ...head, file, text: undefined, reason: made }]
    const header = JSON.stringify({ format: 1, abi, module, ...head, needs: made.needs, ...made.assigns.length > 0 ? { assigns: made.assigns } : {} })
    const text = `export const archived = ${header}\nexport default (${prefix}, ${prefix}names) => {\nconst ${prefix}M = ${JSON.stringify(module)};\n${made.text}return ${nameOf(part, prefix)}\n}\n`
    return [{ ...head, file, text, reason: undefined }]
  })
}

/** With the functions that stay inside of their class, which `ids` has and the archive has not. AC3 */
export function withUnarchived(files: readonly ArchivedFunction[], ids: readonly string[]): ArchivedFunction[] {
  const known = new Set(files.map(({ id }) => id))
  return [...files, ...ids.filter((id) => !known.has(id)).map((id): ArchivedFunction => ({ id, shape: '', body: '', file: '', text: undefined, reason: PRIVATE }))]
}

const PRIVATE: Unarchived = { code: 'ARCHIVE_PRIVATE', message: 'it uses private names of a class' }

function partsOf(statement: Node, prefix: string, code: string): Part[] {
  const textOf = ({ start, end }: Node): string => code.slice(start, end)
  if (statement.type !== 'VariableDeclaration') return []
  const [{ id, init }] = statement.declarations as [{ id: Node; init: Node | null }]
  if (id.type === 'Identifier') {
    const names = (statement.declarations as Node[]).map((declarator) => String(declarator.id.name))
    return names.every((name) => name.startsWith(prefix) && name !== `${prefix}M`) ? [{ names, text: `${textOf(statement)}\n`, entry: undefined, made: [] }] : []
  }
  if (init?.type !== 'CallExpression' || init.callee.object?.name !== prefix || init.callee.property?.name !== 'code') return []
  const [, about, ...rest] = init.arguments as Node[]
  let at = 0
  const free: Part[] = []
  return readCode(String(about?.value)).map((entry, i) => {
    const count = 1 + Number(entry.known) + (entry.kind === 'generator' ? Number(entry.entry === undefined) + Number(entry.more > 0) : 0)
    const own = rest.slice(at, at += count)
    const made = entry.kind === 'generator' ? free.splice(free.length - entry.makes) : []
    const name = (id.elements as (Node | null)[])[i]?.name as string | undefined
    const part: Part = { names: name === undefined ? [] : [name], text: `(${own.map(textOf).join(',\n')})`, entry, made }
    if (entry.kind !== 'scope' && entry.made) free.push(part)
    return part
  })
}

interface Taken {
  readonly text: string
  readonly needs: string[]
  readonly assigns: string[]
}

/** The text of a part with all it needs of ours, and the names it needs of its module; or why that can't be. AC2 */
function takeOut(start: Part, parts: readonly Part[], prefix: string, names: ReadonlySet<string>): Taken | Unarchived {
  const wanted = new Set<Part>([start])
  const needs = new Set<string>()
  const assigns = new Set<string>()
  const texts = new Map<Part, string>()
  for (const part of wanted) {
    const found = rewrite(part.text, prefix, names)
    texts.set(part, found.text)
    for (const name of found.names) needs.add(name)
    for (const name of found.assigned) assigns.add(name)
    for (const made of part.made) wanted.add(made)
    for (const path of part.entry === undefined ? [] : scopesOf(part.entry)) {
      for (const owner of parts) if (owner.entry?.kind === 'scope' && owner.entry.path === path) wanted.add(owner)
    }
    for (const name of found.ours) {
      const owners = parts.filter((other) => other.names.includes(name))
      if (owners.length === 0 || owners.some(({ text }) => text.startsWith(`let ${prefix}k`))) return PRIVATE
      for (const owner of owners) wanted.add(owner)
    }
  }
  const all = parts.filter((part) => wanted.has(part))
  const made = all.flatMap((part) => (part.entry === undefined ? [] : [{ name: part === start ? nameOf(part, prefix) : part.names[0], entry: part.entry.kind === 'generator' ? archived(part.entry, part !== start) : part.entry }]))
  const code = all.filter(({ entry }) => entry !== undefined).map((part) => `,\n${(texts.get(part) as string).slice(1, -1)}`).join('')
  return {
    text: `${all.flatMap((part) => (part.entry === undefined ? [texts.get(part) as string] : [])).join('')}const [${made.map(({ name }) => name).join(', ')}] = ${prefix}.code(${prefix}M, ${JSON.stringify(writeCode(made.map(({ entry }) => entry)))}${code});\n`,
    needs: [...needs].toSorted(),
    assigns: [...assigns].toSorted(),
  }
}

const nameOf = (part: Part, prefix: string): string => part.names[0] ?? `${prefix}k`

/** No declaration of its module any more; nor, where it is what is archived, anything its outer function makes. */
const archived = (entry: GeneratorEntry, isMade: boolean): GeneratorEntry => ({ ...entry, facts: entry.facts, declared: false, made: isMade && entry.made })

interface Rewritten {
  readonly text: string
  readonly names: Set<string>
  /** Those that are assigned. */
  readonly assigned: Set<string>
  readonly ours: Set<string>
}

/** Names of the module become `names.x`, read and written when the code says so. */
function rewrite(text: string, prefix: string, names: ReadonlySet<string>): Rewritten {
  const ast = parse(text, 'archived', 'module')
  const manager = analyze(ast as never, { ecmaVersion: 2022, sourceType: 'module', ignoreEval: true })
  const parents = new Map<Node, Node>()
  const queue: Node[] = [ast]
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (const child of children(node)) {
      parents.set(child, node)
      queue.push(child)
    }
  }
  const used = new Set<string>()
  const assigned = new Set<string>()
  const ours = new Set<string>()
  const places = new Map<Node, string>()
  for (const reference of manager.globalScope?.through ?? []) {
    const identifier = reference.identifier as unknown as Node
    const name = identifier.name as string
    if (name.startsWith(prefix)) {
      if (name !== prefix) ours.add(name)
      continue
    }
    if (!names.has(name)) continue
    if (reference.isWrite()) assigned.add(name)
    used.add(name)
    places.set(identifier, replacement(identifier, parents, `${prefix}names.${name}`))
  }
  let out = ''
  let at = 0
  for (const [identifier, instead] of [...places].toSorted(([a], [b]) => a.start - b.start)) {
    out += text.slice(at, identifier.start) + instead
    at = identifier.end
  }
  return { text: out + text.slice(at), names: used, assigned, ours }
}

/** A call of a name of the module has no `this`. */
function replacement(identifier: Node, parents: ReadonlyMap<Node, Node>, access: string): string {
  const parent = parents.get(identifier)
  const property = parent?.type === 'AssignmentPattern' && parent.left === identifier ? parents.get(parent) : parent
  if (property?.type === 'Property' && property.shorthand === true) return `${identifier.name as string}: ${access}`
  if ((parent?.type === 'CallExpression' && parent.callee === identifier) || parent?.type === 'TaggedTemplateExpression') return `(0, ${access})`
  return access
}
