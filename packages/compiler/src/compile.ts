// compile(): source text in; module text, source map and diagnostics out. A pure function of its arguments.
//
// Called by: users, loaders, bundler plugins, the CLI. Calls: the passes, in order.

import remapping from '@jridgewell/remapping'
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import { ABI } from '@stillframe/runtime/abi'
import { advise } from './advice.ts'
import { isGenerator, type Node } from './ast.ts'
import { archiveModule, withUnarchived, type ArchivedFunction } from './archive.ts'
import { parse, strip, withPlainLines, type RawSourceMap } from './1-parse.ts'
import { analyzeScopes } from './2-scopes.ts'
import type { Program, Unit } from './scopes/model.ts'
import { Lines, print } from './emit/output.ts'
import { CompileError, foreignWords, labelWords, reasons, tooDeep, type Diagnostic } from './errors.ts'
import { Functions } from './functions.ts'
import { compileGenerator, type GeneratorInfo } from './generator.ts'
import { labelFaults } from './labels.ts'
import { renderModule } from './module.ts'

export interface CompileOptions {
  /** Module id: stable, no absolute path. Part of every function's id. */
  id: string
  /** For messages and source maps; its ending tells TypeScript from JavaScript. Default: the id. */
  filename?: string
  /** What emitted code imports. Default 'stillframe/abi'. */
  runtime?: string
  /** Default true. */
  sourceMap?: boolean
  /** Strip types first. Default: by the file name's ending. */
  typescript?: boolean
  /**
   * Put checkpoints at function entries and in loops of generator functions: a tasklet can be interrupted there when the
   * budget of `run()` is used up. Default false. Loops that call nobody have one in 64 rounds; with 'every', in each.
   */
  checkpoints?: boolean | 'every'
  /** A classic script: `runtime` is then an expression that gives the ABI. For tests. Default 'module'. */
  sourceType?: 'module' | 'script'
  /** Look for what will be refused at run time, too: `advice` of the result. */
  advise?: boolean
  /** Give the files of the code archive, too (docs/upgrades.md). Default false. */
  archive?: boolean
}

/** A function as `explain` shows it. */
export interface FunctionInfo {
  id: string
  name: string
  line: number
  column: number
  endLine: number
  kind: 'generator' | 'closure'
  /** Can frames (of a generator) or the function itself (a closure) be saved? */
  savable: boolean
  reason?: string
  points: { label: string; line: number; column: number; keeps: string[] }[]
  captures: string[]
  slots: string[]
  listing: string
}

export interface CompileResult {
  code: string
  map: RawSourceMap | null
  diagnostics: Diagnostic[]
  /** With the option `advise`: what compiles, but will be refused by a capture, or wait for nothing (advice.ts). */
  advice: Diagnostic[]
  functions: FunctionInfo[]
  /** Was anything compiled? Otherwise `code` is the source with its types stripped. */
  changed: boolean
  /** Files for the code archive; empty without the option. */
  archive: ArchivedFunction[]
}

/** Compiles a module. Throws CompileError, whose `diagnostics` have place, reason and cure. */
export function compile(source: string, options: CompileOptions): CompileResult {
  const file = options.filename ?? options.id
  try {
    return compileFile(source, file, options)
  } catch (problem) {
    throw problem instanceof RangeError ? new CompileError([tooDeep(file)]) : problem
  }
}

function compileFile(source: string, file: string, options: CompileOptions): CompileResult {
  const typescript = options.typescript ?? /\.[mc]?tsx?$/.test(file)
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source
  const stripped = typescript ? strip(text, file) : { code: text, map: null }
  const sourceType = options.sourceType ?? 'module'
  const withMap = options.sourceMap ?? true
  const untouched: CompileResult = { code: stripped.code, map: withMap ? stripped.map : null, diagnostics: [], advice: [], functions: [], changed: false, archive: [] }
  if (!stripped.code.includes('*')) return untouched
  const ast = parseStripped(stripped, file, sourceType)
  const program = analyzeScopes(ast, stripped.code, options.id, sourceType, options.checkpoints ?? false)
  if (!program.units.some((unit) => isGenerator(unit.node))) return untouched

  const place = placer(stripped.code, stripped.map)
  const diagnostics = diagnose(program, file, place)
  if (diagnostics.some(({ severity }) => severity === 'error')) throw new CompileError(diagnostics)
  const infos: GeneratorInfo[] = []
  const functions = new Functions(program, options.id, place, (unit, self) => compileGenerator(unit, self, (info) => infos.push(info), place))
  const rope = renderModule(program, functions, options.runtime ?? 'stillframe/abi', ABI, sourceType)
  const printed = print(rope, program.prefix, file, stripped.code, withMap)
  const map = printed.map === null ? null : stripped.map === null ? printed.map : compose(printed.map, stripped.map)
  const advice = options.advise ? advise(program, infos, file, place) : []
  const archive = options.archive === true ? withUnarchived(archiveModule(printed.code, options.id, program.prefix, [...program.moduleNames, ...program.importedNames], ABI), infos.map(({ unit }) => functions.id(unit))) : []
  return { code: printed.code, map, diagnostics, advice, functions: describe(program, functions, infos, place), changed: true, archive }
}

/** Parses; errors get their place in the author's file. */
function parseStripped(stripped: { code: string; map: RawSourceMap | null }, file: string, sourceType: 'module' | 'script'): Node {
  try {
    return parse(stripped.code, file, sourceType)
  } catch (error) {
    if (!(error instanceof CompileError) || stripped.map === null) throw error
    const trace = new TraceMap(stripped.map as never)
    throw new CompileError(error.diagnostics.map((diagnostic) => {
      const { line, column } = originalPositionFor(trace, { line: diagnostic.line, column: diagnostic.column - 1 })
      return line === null ? diagnostic : { ...diagnostic, line, column: column + 1 }
    }))
  }
}

function compose(outer: RawSourceMap, inner: RawSourceMap): RawSourceMap {
  return remapping([outer as never, inner as never], () => null) as unknown as RawSourceMap
}

/** Line and column, from 1, in the author's file. */
function placer(code: string, map: RawSourceMap | null): (node: Node) => [number, number] {
  const lines = new Lines(map === null ? withPlainLines(code) : code)
  const trace = map === null ? null : new TraceMap(map as never)
  return (node) => {
    const { line, column } = lines.at(node.start)
    if (trace === null) return [line + 1, column + 1]
    const original = originalPositionFor(trace, { line: line + 1, column })
    return original.line === null ? [line + 1, column + 1] : [original.line, original.column + 1]
  }
}

const REFUSED = new Set(['DIRECT_EVAL', 'MAPPED_ARGUMENTS', 'WITH'])

function diagnose(program: Program, file: string, place: (node: Node) => [number, number]): Diagnostic[] {
  const found: Diagnostic[] = []
  for (const unit of program.units) {
    const reason = unit.reason === null ? undefined : reasons[unit.reason]
    if (reason === undefined || unit.reason === null) continue
    const [line, column] = place(unit.reasonAt ?? unit.node)
    found.push({
      code: unit.reason, severity: REFUSED.has(unit.reason) ? 'error' : 'warning',
      message: `${isGenerator(unit.node) ? 'generator function' : 'function'} "${unit.name || 'anonymous'}" can't be ${isGenerator(unit.node) ? 'compiled' : 'saved'}: ${reason.message}`, hint: reason.hint, file, line, column,
    })
  }
  for (const [code, node] of program.foreign) {
    const [line, column] = place(node)
    found.push({ code, severity: 'error', ...foreignWords[code], file, line, column })
  }
  for (const { code, at, name } of labelFaults(program)) {
    const [line, column] = place(at)
    found.push({ code, severity: 'error', ...labelWords[code](name), file, line, column })
  }
  return found
}

function describe(program: Program, functions: Functions, infos: readonly GeneratorInfo[], place: (node: Node) => [number, number]): FunctionInfo[] {
  const byUnit = new Map<Unit, GeneratorInfo>(infos.map((info) => [info.unit, info]))
  const shown = program.units.filter((unit) => unit.kind === 'function' || unit.kind === 'arrow').filter((unit) => isGenerator(unit.node) || unit.form !== 'plain' || unit.reason !== null)
  return shown.map((unit): FunctionInfo => {
    const [line, column] = place(unit.node)
    const info = byUnit.get(unit)
    const slots = info === undefined ? [] : [...info.slots]
    const described: FunctionInfo = {
      id: functions.id(unit), name: unit.name || 'anonymous', line, column, endLine: place({ ...unit.node, start: unit.node.end - 1 })[0], kind: isGenerator(unit.node) ? 'generator' : 'closure',
      savable: unit.form === 'generator' || unit.form === 'hoisted',
      points: (info?.points ?? []).filter(({ pc }) => pc > 0).map(({ label, node, live }) => {
        const [pointLine, pointColumn] = place(node)
        return { label, line: pointLine, column: pointColumn, keeps: live.map((slot) => slots[slot] as string) }
      }),
      captures: functions.describeCaptures(unit), slots, listing: info?.listing ?? '',
    }
    if (!described.savable) described.reason = unit.reason === null ? 'it stays as it is' : reasons[unit.reason]?.message ?? unit.reason
    return described
  })
}
