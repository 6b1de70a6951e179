// `pnpm test262 --dir CHECKOUT [--folder F] [--mode native|compiled|roundtrip] [--json]`: runs test262 files, each in a
// realm of its own, with its harness files, and says for each: pass, refused (with a code), fail, or native (this Node
// itself fails it, so it says nothing about us).
//
//   TT1. The runtime is evaluated inside the realm, so that its intrinsics are the realm's.
//   TT2. A file runs in the strictness its flags ask for; without flags, in both.
//   TT3. In `roundtrip`, every compiled generator object is captured, restored and continued after each suspension;
//        objects of the test itself pass by reference, as permanents.

import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { compile, CompileError } from '@stillframe/compiler'
import { transformSync } from 'oxc-transform'
import { roundtrip } from './roundtrip.ts'

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))))

export type Mode = 'native' | 'compiled' | 'roundtrip'
export interface Outcome { file: string; status: 'pass' | 'fail' | 'refused' | 'native' | 'skipped'; detail?: string }

interface Meta { includes: string[]; flags: string[]; negative: { phase: string; type: string } | null; features: string[] }

function metaOf(source: string): Meta {
  const text = /\/\*---([\s\S]*?)---\*\//.exec(source)?.[1] ?? ''
  const list = (name: string): string[] => {
    const inline = new RegExp(`^${name}:\\s*\\[(.*?)\\]`, 'ms').exec(text)?.[1]
    if (inline !== undefined) return inline.split(',').map((item) => item.trim()).filter(Boolean)
    const block = new RegExp(`^${name}:\\s*\\n((?:\\s+- .*\\n?)+)`, 'm').exec(text)?.[1]
    return block === undefined ? [] : block.split('\n').map((line) => line.replace(/^\s+- /, '').trim()).filter(Boolean)
  }
  const negative = /^negative:\s*\n\s+phase:\s*(\S+)\s*\n\s+type:\s*(\S+)/m.exec(text)
  return { includes: list('includes'), flags: list('flags'), features: list('features'), negative: negative === null ? null : { phase: negative[1] as string, type: negative[2] as string } }
}

const sources = new Map<string, string>()
function moduleSource(file: string): string {
  let text = sources.get(file)
  if (text === undefined) {
    text = readFileSync(file, 'utf8')
    if (file.endsWith('.ts')) text = transformSync(file, text, { typescript: { onlyRemoveTypeImports: true } }).code
    sources.set(file, text)
  }
  return text
}

/** Modules evaluated inside a realm. TT1 */
class Realm {
  readonly context: vm.Context
  readonly #modules = new Map<string, vm.SourceTextModule>()

  constructor(context: vm.Context) {
    this.context = context
  }

  #get(file: string): vm.SourceTextModule {
    let module = this.#modules.get(file)
    if (module === undefined) this.#modules.set(file, module = new vm.SourceTextModule(moduleSource(file), { context: this.context, identifier: file }))
    return module
  }

  async load(file: string): Promise<Record<string, unknown>> {
    const entry = this.#get(path.join(root, file))
    if (entry.status === 'unlinked') await entry.link(((specifier: string, from: { identifier: string }) => this.#get(resolve(specifier, from.identifier))) as never)
    await entry.evaluate()
    return entry.namespace as Record<string, unknown>
  }
}

function resolve(specifier: string, from: string): string {
  if (specifier === '@stillframe/runtime/abi') return path.join(root, 'packages/runtime/src/abi.ts')
  if (specifier.startsWith('.')) return path.resolve(path.dirname(from), specifier)
  for (let folder = path.dirname(from); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', specifier)
    if (!existsSync(candidate)) continue
    const real = realpathSync(candidate)
    const manifest = JSON.parse(readFileSync(path.join(real, 'package.json'), 'utf8')) as { exports?: { '.'?: Entry }; main?: string; module?: string }
    return path.join(real, entryOf(manifest.exports?.['.']) ?? manifest.module ?? manifest.main ?? 'index.js')
  }
  throw new Error(`${specifier} is not installed`)
}

type Entry = string | { import?: Entry; default?: Entry }

function entryOf(entry: Entry | undefined): string | undefined {
  return typeof entry === 'object' ? entryOf(entry.import ?? entry.default) : entry
}

function harnessFiles(dir: string, meta: Meta): string[] {
  const names = meta.flags.includes('raw') ? [] : ['assert.js', 'sta.js', ...meta.includes]
  return names.map((name) => readFileSync(path.join(dir, 'harness', name), 'utf8'))
}

async function runOnce(dir: string, file: string, source: string, meta: Meta, strict: boolean, mode: Mode): Promise<string | null> {
  const context = vm.createContext({ print: () => {} })
  const global = vm.runInContext('globalThis', context) as Record<string, unknown>
  Object.defineProperty(global, '$262', { value: { global, createRealm: () => ({ global: vm.runInContext('globalThis', vm.createContext({})) as unknown }), evalScript: (text: string) => vm.runInContext(text, context) as unknown, gc: () => {}, detachArrayBuffer: (buffer: ArrayBuffer) => { structuredClone(buffer, { transfer: [buffer] }) } }, writable: true, configurable: true })
  const full = strict ? `"use strict";\n${source}` : source
  let text = full
  if (mode !== 'native') {
    const realm = new Realm(context)
    const abi = await realm.load('packages/runtime/src/abi.ts')
    Object.defineProperty(global, '$$abi', { value: abi, configurable: true })
    const result = compile(full, { id: file, filename: file, sourceType: 'script', runtime: 'globalThis.$$abi', sourceMap: false, typescript: false })
    text = result.code
    for (const diagnostic of result.diagnostics) if (diagnostic.code === 'LOCAL_CLASS_PRIVATE') throw new CompileError([diagnostic])
    if (mode === 'roundtrip') roundtrip(abi as never, await realm.load('packages/snapshot/src/index.ts') as never)
  }
  try {
    for (const harness of harnessFiles(dir, meta)) vm.runInContext(harness, context)
    let done: Promise<void> | null = null
    if (meta.flags.includes('async')) {
      done = new Promise((resolve, reject) => {
        global.$DONE = (error: unknown) => { if (error === undefined) resolve(); else reject(error instanceof Object ? error : new Error(String(error))) }
        setTimeout(() => reject(new Error('$DONE was not called')), 2000).unref()
      })
      done.catch(() => {})
    }
    vm.runInContext(text, context, { filename: file, timeout: 10_000 })
    if (done !== null) await done
  } catch (error) {
    const { name, message, constructor } = Object(error) as { name?: string; message?: string; constructor?: { name?: string } }
    if (meta.negative !== null && (constructor?.name ?? name) === meta.negative.type) return null
    return `${name ?? constructor?.name ?? typeof error}: ${message ?? String(error)}`
  }
  return meta.negative === null ? null : `no ${meta.negative.type} was thrown`
}

const nativeCache = new Map<string, string | null>()

export async function runFile(dir: string, file: string, mode: Mode): Promise<Outcome> {
  const source = readFileSync(path.join(dir, 'test', file), 'utf8')
  const meta = metaOf(source)
  if (meta.flags.includes('module') || (meta.negative !== null && meta.negative.phase !== 'runtime')) return { file, status: 'skipped' }
  const variants = meta.flags.includes('onlyStrict') ? [true] : meta.flags.includes('noStrict') || meta.flags.includes('raw') ? [false] : [false, true]
  for (const strict of variants) {
    const cacheKey = `${file}:${strict}`
    let native = nativeCache.get(cacheKey)
    if (native === undefined) nativeCache.set(cacheKey, native = await runOnce(dir, file, source, meta, strict, 'native').catch((error: unknown) => String(error)))
    if (native !== null) return { file, status: 'native', detail: native }
    if (mode === 'native') continue
    try {
      const failure = await runOnce(dir, file, source, meta, strict, mode)
      if (failure !== null) return { file, status: 'fail', detail: `${strict ? 'strict' : 'sloppy'}: ${failure}` }
    } catch (error) {
      if (error instanceof CompileError && error.diagnostics[0]?.code !== 'SYNTAX') return { file, status: 'refused', detail: error.diagnostics[0]?.code ?? '' }
      return { file, status: 'fail', detail: `${strict ? 'strict' : 'sloppy'}: compiler: ${(error as Error).stack?.split('\n').slice(0, 3).join(' | ') ?? String(error)}` }
    }
  }
  return { file, status: 'pass' }
}

export function listFiles(dir: string, folder: string): string[] {
  const base = path.join(dir, 'test', folder)
  return (readdirSync(base, { recursive: true }) as string[]).filter((name) => name.endsWith('.js') && !name.includes('_FIXTURE')).map((name) => `${folder}/${name.split(path.sep).join('/')}`).sort()
}

const help = `usage: pnpm test262 --dir CHECKOUT [--folder F]... [--mode native|compiled|roundtrip] [--json]

Runs files of test262 (the conformance suite of ECMAScript) through the compiler. Get a checkout with
  git clone --depth 1 https://github.com/tc39/test262
and give its path. Default folders: those about generators.`

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { dir: { type: 'string' }, folder: { type: 'string', multiple: true }, mode: { type: 'string', default: 'compiled' }, json: { type: 'boolean' }, help: { type: 'boolean' } } })
  if (values.help || values.dir === undefined || !existsSync(path.join(values.dir, 'harness'))) {
    console.error(help)
    process.exitCode = values.help ? 0 : 2
    return
  }
  const folders = values.folder ?? ['language/statements/generators', 'language/expressions/generators', 'language/expressions/yield', 'built-ins/GeneratorPrototype', 'built-ins/GeneratorFunction']
  const outcomes: Outcome[] = []
  for (const folder of folders) {
    for (const file of listFiles(values.dir, folder)) outcomes.push(await runFile(values.dir, file, values.mode as Mode))
  }
  const count = (status: Outcome['status']): number => outcomes.filter((outcome) => outcome.status === status).length
  if (values.json) console.log(JSON.stringify({ mode: values.mode, outcomes }))
  else {
    for (const { file, detail, status } of outcomes) if (status === 'fail' || status === 'refused') console.log(`${status === 'fail' ? '✘' : '–'} ${file}\n    ${detail}`)
    console.log(`${count('pass')} passed, ${count('fail')} failed, ${count('refused')} refused, ${count('native')} failed by this Node itself, ${count('skipped')} skipped`)
  }
  process.exitCode = count('fail') > 0 ? 1 : 0
}

await main()
