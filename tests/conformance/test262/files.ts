// The files of a test262 checkout: what they ask for, which belong to which suite, which strictness they run in.
//
//   FI1. A file's header (`/*--- ... ---*/`) is the only thing read from it but its program (INTERPRETING.md of test262).
//   FI2. A file without a flag that fixes its strictness runs sloppy and strict, and passes if both do.
//
// Called by: the command, run.ts. Calls: the file system.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface Meta {
  readonly includes: readonly string[]
  readonly flags: readonly string[]
  readonly negative: { readonly phase: string; readonly type: string } | null
}

/** `plain`: the file as it is. `lifted`: its program inside a tasklet, suspended between its statements (lift.ts). */
export type Suite = 'plain' | 'lifted' | 'operands'
export const suites: readonly Suite[] = ['plain', 'lifted', 'operands']

/** A folder of a suite; of its files those whose path has `only`. */
export interface Folder {
  readonly folder: string
  readonly only?: RegExp
}

const of = (base: string, names: string): Folder[] => names.split(/\s+/).filter(Boolean).map((name) => ({ folder: `${base}/${name}` }))

const generatorMethods = /(^|[/-])gen-(?!.*async)|generator/

const ordinary: readonly Folder[] = [
  ...of('language/statements', 'for-of for for-in while do-while try switch labeled let const using variable block if return break continue throw function class'),
  ...of('language/expressions', `assignment compound-assignment logical-assignment template-literal tagged-template optional-chaining coalesce call new array
    object super class conditional comma delete in instanceof typeof property-accessors prefix-increment postfix-increment exponentiation function arrow-function new.target this`),
  ...of('language', 'block-scope arguments-object destructuring rest-parameters computed-property-names'),
]

/** What runs when no folder is named. */
export const defaultFolders: Record<Suite, readonly Folder[]> = {
  plain: [
    ...of('language/statements', 'generators'), ...of('language/expressions', 'generators yield'),
    ...of('built-ins', 'GeneratorPrototype GeneratorFunction'), ...of('language/expressions/object', 'method-definition'),
    { folder: 'language/statements/class', only: generatorMethods }, { folder: 'language/expressions/class', only: generatorMethods },
    ...of('language/statements', 'for-of try for for-in switch labeled let const using'),
  ],
  lifted: ordinary,
  // Of a class, only heritage and computed keys are operands of the tasklet's.
  operands: ordinary.map(({ folder }) => (folder.endsWith('/class') ? { folder, only: /^[^/]*\.js$|^(definition|name-binding|subclass|subclass-builtins|static-init-.*)\/|computed/ } : { folder })),
}

export const noCheckout: string = `Get a checkout of test262 (the conformance suite of ECMAScript) with
  git clone --depth 1 https://github.com/tc39/test262
and give its path: --dir test262`

/** Is this a checkout? */
export function isCheckout(dir: string): boolean {
  return existsSync(path.join(dir, 'harness', 'assert.js')) && existsSync(path.join(dir, 'test'))
}

/** Files of a folder, as paths from `test/`; none if the checkout hasn't got it. */
export function filesOf(dir: string, { folder, only }: Folder): string[] {
  const base = path.join(dir, 'test', folder)
  if (base.endsWith('.js') && existsSync(base)) return [folder]
  if (!existsSync(base)) return []
  const names = (readdirSync(base, { recursive: true, encoding: 'utf8' })).map((name) => name.split(path.sep).join('/'))
  return names.filter((name) => name.endsWith('.js') && !name.includes('_FIXTURE') && (only === undefined || only.test(name))).map((name) => `${folder}/${name}`).sort()
}

/** FI1 */
export function metaOf(source: string): Meta {
  const text = /\/\*---([\s\S]*?)---\*\//.exec(source)?.[1] ?? ''
  const list = (name: string): string[] => {
    const inline = new RegExp(`^\\s*${name}:\\s*\\[(.*?)\\]`, 'ms').exec(text)?.[1]
    if (inline !== undefined) return inline.split(',').map((item) => item.trim()).filter(Boolean)
    const block = new RegExp(`^${name}:\\s*\\n((?:\\s+- .*\\n?)+)`, 'm').exec(text)?.[1]
    return block === undefined ? [] : block.split('\n').map((line) => line.replace(/^\s+- /, '').trim()).filter(Boolean)
  }
  const negative = /^negative:\s*\r?\n\s+phase:\s*(\S+)\s*\r?\n\s+type:\s*(\S+)/m.exec(text)
  return { includes: list('includes'), flags: list('flags'), negative: negative === null ? null : { phase: negative[1] as string, type: negative[2] as string } }
}

/** FI2: strict? */
export function variantsOf({ flags }: Meta): boolean[] {
  if (flags.includes('onlyStrict')) return [true]
  return flags.includes('noStrict') || flags.includes('raw') ? [false] : [false, true]
}

/** The commit a checkout stands at: of its git directory, or the file COMMIT beside it; otherwise unknown. */
export function commitOf(dir: string): string {
  const noted = path.join(dir, 'COMMIT')
  if (existsSync(noted)) return readFileSync(noted, 'utf8').trim()
  const head = path.join(dir, '.git', 'HEAD')
  if (!existsSync(head)) return 'unknown'
  const text = readFileSync(head, 'utf8').trim()
  const ref = /^ref: (.*)$/.exec(text)?.[1]
  if (ref === undefined) return text
  const file = path.join(dir, '.git', ref)
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const packed = path.join(dir, '.git', 'packed-refs')
  const line = existsSync(packed) ? readFileSync(packed, 'utf8').split('\n').find((entry) => entry.endsWith(` ${ref}`)) : undefined
  return line?.split(' ')[0] ?? 'unknown'
}
