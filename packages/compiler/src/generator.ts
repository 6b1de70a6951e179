// A generator function's record: the function that makes its frames, its step function, and what snapshots know of it.
//
//   GE1. Parameters are bound when the function is called (ECMA-262 10.2.11), by the author's own parameter list. Only
//        where functions in the list close over parameters does the maker bind them itself, from all arguments.
//   GE2. A maker takes the frame that calls it, then `this`; one whose parameters or body look at `this`, `arguments` or
//        `new.target` in another way than that is an ordinary function, which the runtime calls for it (`bare`).
//
// Called by: functions.ts (through compile.ts). Calls: lower/, emit/step.ts, labels.ts.

import { patternNames, type Node } from './ast.ts'
import { isSloppy } from './scopes/forms.ts'
import type { Binding, Program, ScopeObject, Unit } from './scopes/model.ts'
import { emitStep, moreName, placeText, type Step } from './emit/step.ts'
import { knownLiteral, otherVariables, ownBindings, unsetAt } from './facts.ts'
import { expectedArguments, type Functions, type Made } from './functions.ts'
import { hashBody, nameLabels } from './labels.ts'
import { namedValue, reference, value } from './lower/expressions.ts'
import { Lowering } from './lower/lowering.ts'
import { lowerBody, openScope } from './lower/statements.ts'
import { shortCallee } from './metadata.ts'
import { Renderer } from './render/renderer.ts'
import { join, underName, type Local, type Rope } from './rope.ts'
import { print } from './lower/listing.ts'

/** What `explain` shows of a compiled generator. */
export interface GeneratorInfo {
  readonly unit: Unit
  readonly slots: readonly string[]
  /** The slots of scope objects. */
  readonly objects: ReadonlyMap<ScopeObject, number>
  readonly points: readonly { pc: number; label: string; node: Node; live: readonly number[] }[]
  readonly listing: string
}

export function compileGenerator(unit: Unit, functions: Functions, note: (info: GeneratorInfo) => void, place: (node: Node) => [number, number]): Made {
  const { program } = functions
  const { prefix } = program
  const { node } = unit
  const lower = new Lowering(program, unit, functions, { value, namedValue, reference })
  const statements = node.body.body as Node[]
  openScope(lower, node, statements, false)
  lower.checkpoint(node.body)
  lowerBody(lower, statements)
  lower.listing.return('undefined')

  const parameters = parameterBindings(node, unit, program)
  const values = entryValues(lower, parameters)
  nameLabels(lower.listing.points, program, node)
  const strict = functions.strictAlone(unit)
  const step = emitStep(lower.listing, prefix, [...values.keys()], strict)
  if (step.stays) functions.constant('stepping', functions.support('stepping'))

  const slotOf = new Map(step.slots.map((local, slot) => [local, slot]))
  const indices = (live: readonly Local[]): number[] => live.map((local) => slotOf.get(local) as number)
  const points = [
    { pc: 0, label: 'start', callee: '', site: '', node, live: indices(step.entry), unset: [] as string[] },
    ...lower.listing.points.map(({ pc, label, callee, site, node: at, live }) => (
      { pc, label, callee, site, node: at, live: indices(live), unset: unsetAt(at, live, lower.entries().object) })),
  ]
  const slots = step.slots.map(({ name }) => name)
  const objects = new Map(lower.entries().object.map(([object, local]) => [object, slotOf.get(local) as number]))
  note({ unit, slots, objects, points, listing: print(lower.listing) })

  const own = program.objects.get(node)
  const around = [...functions.captures(unit).filter((word) => word === 'super' || word.startsWith('*')), ...own === undefined ? [] : [`*${own.id}`]]
  const { known, others, scopes } = factsOf(lower, step)
  const entry = plainEntry(unit, functions, step, values)
  return {
    entry: {
      kind: 'generator', path: unit.path, name: unit.name, known: known !== '', made: false, captures: functions.captures(unit), makes: functions.made(unit).length, declared: unit.record === node.id?.name,
      length: expectedArguments(node), entry, guarded: lower.listing.guarded, more: step.size - step.inline,
      facts: {
        body: hashBody(node, program), slots, places: step.places, others, scopes, around,
        points: points.map(({ pc, label, callee, site, node: at, live, unset }) => {
          const [line, column] = place(at)
          return { pc, label, line, column, live, site, unset, ...callee === '' ? {} : shortened(callee, label) }
        }),
      },
    },
    parts: [
      ...entry !== undefined ? [] : [maker(unit, functions, step, values, strict)],
      underName(unit.name || 'anonymous', step.rope), ...step.size > step.inline ? [moreOf(step, functions)] : [], ...known === '' ? [] : [`[${known}]`],
    ],
  }
}

/** What makes the record of a frame's further places: one for all functions with as many. (frame.ts, F1) */
function moreOf({ size, inline }: Step, functions: Functions): string {
  const fields = Array.from({ length: size - inline }, (_, i) => `s${inline + i}: undefined`)
  return functions.constant(moreName(size), `() => ({ ${fields.join(', ')} })`)
}

function shortened(text: string, label: string): { callee?: string } {
  const callee = shortCallee(text, label)
  return callee === undefined ? {} : { callee }
}

/** What metadata says of variables beyond their names. `known` is text. */
function factsOf(lower: Lowering, step: Step): { known: string; others: string[]; scopes: [number, string][] } {
  const { program, unit } = lower
  const bindings = new Map(ownBindings(unit, program).flatMap((binding) => (binding.local === null ? [] : [[binding.local, binding] as const])))
  const known = step.slots.flatMap((local, slot) => {
    const binding = bindings.get(local)
    const text = binding === undefined ? undefined : knownLiteral(binding, program)
    return text === undefined ? [] : [`[${slot}, ${text}]`]
  })
  const scopes = lower.entries().object.flatMap(([object, local]): [number, string][] => {
    const slot = step.slots.indexOf(local)
    return slot < 0 || object.id === '' ? [] : [[slot, object.id]]
  })
  return { known: known.join(', '), others: otherVariables(unit, step.slots.map(({ name }) => name), program), scopes }
}

function parameterBindings(node: Node, unit: Unit, program: Program): Binding[] {
  const names = new Set((node.params as Node[]).flatMap((parameter) => patternNames(parameter)).map(({ name }) => name as string))
  return (program.scopeBindings.get(node) ?? []).filter((binding) => binding.unit === unit && names.has(binding.name))
}

/** What the maker puts into the frame: for each local, the text of its value. */
function entryValues(lower: Lowering, parameters: readonly Binding[]): Map<Local, string> {
  const lowered = lower.unit.parametersLowered
  const values = new Map<Local, string>()
  for (const binding of parameters) if (binding.local !== null) values.set(binding.local, lowered ? binding.local.text : binding.name)
  const { object, lexical } = lower.entries()
  for (const [scope, local] of object) {
    if (lower.unit.captures.has(scope) || scope === lower.program.objects.get(lower.unit.node)) values.set(local, scope.text)
  }
  const self = isBare(lower.unit, lower.functions) ? 'this' : `${lower.program.prefix}S`
  for (const [what, local] of lexical) values.set(local, what === 'this' ? self : what)
  return values
}

/** GE2 */
function isBare(unit: Unit, functions: Functions): boolean {
  if (unit.lexical.has('arguments') || unit.lexical.has('newTarget')) return true
  const parameters = unit.node.params as Node[]
  return unit.lexical.has('this') && (unit.parametersLowered || isSloppy(unit, functions.program) || parameters.some(({ type }) => type !== 'Identifier'))
}

/** How many parameters go to the first slots, if that is all there is to do when the function is called. */
function plainEntry(unit: Unit, functions: Functions, step: Step, values: Map<Local, string>): number | undefined {
  const parameters = (unit.node.params as Node[]).map(({ type, name }) => (type === 'Identifier' ? String(name) : ''))
  if (isBare(unit, functions) || unit.parametersLowered || functions.program.objects.has(unit.node) || functions.captureNames(unit).length > 0) return undefined
  if (parameters.includes('') || new Set(parameters).size < parameters.length || step.entry.length > step.inline) return undefined
  return step.entry.every((local, i) => values.get(local) === parameters[i]) ? step.entry.length : undefined
}

/** Makes the frame and returns it. */
function frameText(unit: Unit, functions: Functions, step: Step, values: Map<Local, string>): string {
  const frame = `${functions.program.prefix}f`
  const inline: string[] = []
  const more: string[] = []
  step.entry.forEach((local, place) => { // places.ts, PL2
    if (place < step.inline) inline.push(values.get(local) as string)
    else more.push(`${placeText(frame, place, step.inline)} = ${values.get(local) as string};\n`)
  })
  const made = `new ${functions.support('Frame')}(${[`${functions.program.prefix}c`, ...inline].join(', ')})`
  return more.length === 0 ? `return ${made};\n` : `const ${frame} = ${made};\n${frame}.s3 = ${moreOf(step, functions)}();\n${more.join('')}return ${frame};\n`
}

/** Gives the function that makes frames, from the code and the captures. */
function maker(unit: Unit, functions: Functions, step: Step, values: Map<Local, string>, strict: boolean): Rope {
  const { program } = functions
  const { prefix } = program
  const { node } = unit
  const renderer = new Renderer(program, unit, functions, null)
  const object = program.objects.get(node)
  const parameters = node.params as Node[]
  const isOrdinary = isBare(unit, functions)
  const names = parameters.flatMap((parameter) => patternNames(parameter)).map(({ name }) => name as string)
  const isArrow = !isOrdinary && new Set(names).size === names.length
  const parts: Rope[] = isOrdinary ? [`${functions.support('bare')}(function (`] : [`${isArrow ? '' : 'function '}(${prefix}A, ${prefix}S, `]
  const opening = isArrow ? ') => {\n' : ') {\n'
  if (unit.parametersLowered) {
    const bindings = parameterBindings(node, unit, program)
    const locals = bindings.flatMap(({ local }) => (local === null ? [] : [`${local.text} = ${functions.support('TDZ')}`]))
    parts.push(`...${prefix}a${opening}`)
    if (object !== undefined) parts.push(`const ${object.text} = new ${object.type}();\n`)
    if (locals.length > 0) parts.push(`let ${locals.join(', ')};\n`)
    parts.push(functions.bindParameters(node, renderer, `${prefix}a`), '\n')
  } else {
    parts.push(join(parameters.map((parameter) => renderer.render(parameter)), ', '), opening)
    if (object !== undefined) parts.push(`const ${object.text} = new ${object.type}();\n`, functions.parameterCopies(node, object, object.text), '\n')
  }
  parts.push(frameText(unit, functions, step, values), `}${isOrdinary ? ')' : ''}`)
  return [`(${[`${prefix}c`, ...functions.captureNames(unit)].join(', ')}) => `, strict ? ['{ "use strict"; return ', parts, ' }'] : parts]
}
