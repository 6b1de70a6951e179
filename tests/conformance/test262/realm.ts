// A realm for one run of one file, with the host's part of test262, the runtime, and (for roundtrip) snapshots.
//
//   RE1. The runtime is evaluated inside the realm, so that its intrinsics are the realm's: compiled generators must
//        inherit from the realm's %IteratorPrototype%, throw the realm's TypeError.
//   RE2. So is the snapshot package; `pristine` (roundtrip.ts) keeps it from meeting the intrinsics that tests replace.
//   RE3. Modules are stripped once, and compiled from V8's cache afterwards.
//
// Called by: run.ts. Calls: node:vm.

import { existsSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'oxc-transform'
import type * as Abi from '@stillframe/runtime/abi'
import type * as Snapshot from '@stillframe/snapshot'

const root = path.dirname(path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url)))))
const abiFile = path.join(root, 'packages/runtime/src/abi.ts')
const snapshotFile = path.join(root, 'packages/snapshot/src/index.ts')

interface Text {
  source: string
  cache: Buffer | undefined
}

const texts = new Map<string, Text>()

function textOf(file: string): Text {
  let text = texts.get(file)
  if (text === undefined) {
    let source = readFileSync(file, 'utf8')
    if (file.endsWith('.ts')) source = transformSync(file, source, { typescript: { onlyRemoveTypeImports: true } }).code
    texts.set(file, text = { source, cache: undefined })
  }
  return text
}

/** Modules of one realm. */
class Modules {
  readonly #context: vm.Context
  readonly #modules = new Map<string, vm.SourceTextModule>()

  constructor(context: vm.Context) {
    this.#context = context
  }

  async load(file: string): Promise<object> {
    const entry = this.#get(file)
    if (entry.status === 'unlinked') await entry.link(((specifier: string, from: { identifier: string }) => this.#get(resolve(specifier, from.identifier))) as never)
    await entry.evaluate()
    return entry.namespace
  }

  #get(file: string): vm.SourceTextModule {
    let module = this.#modules.get(file)
    if (module === undefined) this.#modules.set(file, module = this.#make(file))
    return module
  }

  /** RE3 */
  #make(file: string): vm.SourceTextModule {
    const text = textOf(file)
    const options = { context: this.#context, identifier: file, ...(text.cache === undefined ? {} : { cachedData: text.cache }) }
    const module = new vm.SourceTextModule(text.source, options) as vm.SourceTextModule & { createCachedData(): Buffer } // in no type yet
    text.cache ??= module.createCachedData()
    return module
  }
}

const resolved = new Map<string, string>()

function resolve(specifier: string, from: string): string {
  if (specifier === '@stillframe/runtime/abi') return abiFile
  if (specifier.startsWith('.')) return path.resolve(path.dirname(from), specifier)
  const key = `${specifier} from ${path.dirname(from)}`
  let file = resolved.get(key)
  if (file === undefined) resolved.set(key, file = findPackage(specifier, from))
  return file
}

function findPackage(specifier: string, from: string): string {
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

const harnessScripts = new Map<string, vm.Script>()

export class Realm {
  readonly context: vm.Context = vm.createContext({ print: () => {} })
  readonly global: Record<string, unknown>
  readonly #modules: Modules

  constructor() {
    this.#modules = new Modules(this.context)
    this.global = vm.runInContext('globalThis', this.context) as Record<string, unknown>
    Object.defineProperty(this.global, '$262', { value: host(this.context, this.global), writable: true, configurable: true })
  }

  /** Runs harness files. */
  harness(dir: string, names: readonly string[]): void {
    for (const name of names) {
      const file = path.join(dir, 'harness', name)
      let script = harnessScripts.get(file)
      if (script === undefined) harnessScripts.set(file, script = new vm.Script(readFileSync(file, 'utf8'), { filename: name }))
      script.runInContext(this.context)
    }
  }

  /** RE1 */
  async runtime(): Promise<typeof Abi> {
    return await this.#modules.load(abiFile) as typeof Abi
  }

  /** RE2 */
  async snapshots(): Promise<typeof Snapshot> {
    return await this.#modules.load(snapshotFile) as typeof Snapshot
  }

  run(text: string, file: string, timeout: number): void {
    vm.runInContext(text, this.context, { filename: file, timeout })
  }
}

/** The host-defined object of test262 (INTERPRETING.md, "Host-Defined Functions"). */
function host(context: vm.Context, global: object): object {
  return {
    global,
    createRealm: () => {
      const inner = vm.createContext({})
      const innerGlobal = vm.runInContext('globalThis', inner) as object
      const realm = host(inner, innerGlobal)
      Object.defineProperty(innerGlobal, '$262', { value: realm, writable: true, configurable: true })
      return realm
    },
    evalScript: (text: string): unknown => vm.runInContext(text, context),
    gc: () => {},
    detachArrayBuffer: (buffer: ArrayBuffer) => { structuredClone(buffer, { transfer: [buffer] }) },
    IsHTMLDDA: undefined,
    agent: {},
  }
}
