// Runs one file: natively, which is the oracle, then compiled and roundtrip.
//
//   RU1. A file that this Node itself fails says nothing about us: it is set aside. So is one that changes its meaning by
//        being lifted (its `var`s are properties of the global object, say): it fails lifted and native.
//   RU2. Refused is what the compiler refuses with a code, no other failure of it; and a generator that it leaves native.
//   RU3. A file whose negative phase is before its run passes if the compiler rejects it, or hands on what Node rejects.
//
// Called by: worker.ts. Calls: files.ts, lift.ts, realm.ts, roundtrip.ts, the compiler.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { compile, CompileError, type CompileResult } from '@stillframe/compiler'
import { pristine, roundtrip } from '../roundtrip.ts'
import { metaOf, variantsOf, type Meta, type Suite } from './files.ts'
import { lift } from './lift.ts'
import { Realm } from './realm.ts'

export type Mode = 'native' | 'compiled' | 'roundtrip'
export type Status = 'pass' | 'refused' | 'aside' | 'skipped' | 'fail'

export interface Job {
  readonly file: string
  readonly suite: Suite
  readonly modes: readonly Mode[]
}

export interface Outcome {
  readonly file: string
  readonly suite: Suite
  readonly mode: Mode
  readonly status: Status
  /** The code of a refusal, what failed, why it was set aside or skipped. */
  readonly detail?: string
  /** Was anything of it compiled? Otherwise the compiler gave the text back as it was. */
  readonly compiled?: boolean
}

type Verdict = Pick<Outcome, 'status' | 'detail' | 'compiled'>

export async function runJob(dir: string, { file, suite, modes }: Job): Promise<Outcome[]> {
  const source = readFileSync(path.join(dir, 'test', file), 'utf8')
  const meta = metaOf(source)
  const verdicts = new Map<Mode, Verdict>(modes.map((mode) => [mode, { status: 'pass', compiled: false }]))
  const settle = (verdict: Verdict): void => modes.forEach((mode) => { if (verdicts.get(mode)?.status === 'pass') verdicts.set(mode, verdict) })
  const notRun = reasonToSkip(meta, suite)
  if (notRun !== null) settle({ status: 'skipped', detail: notRun })
  else await runVariants(dir, file, source, meta, suite, modes, verdicts, settle)
  return modes.map((mode) => ({ file, suite, mode, ...(verdicts.get(mode) as Verdict) }))
}

function reasonToSkip(meta: Meta, suite: Suite): string | null {
  if (meta.flags.includes('module')) return 'a module'
  if (meta.flags.includes('CanBlockIsFalse')) return 'an agent that can\'t block'
  if (suite === 'plain') return null
  if (meta.flags.includes('raw')) return 'raw'
  return meta.negative !== null && meta.negative.phase !== 'runtime' ? 'nothing runs' : null
}

async function runVariants(dir: string, file: string, source: string, meta: Meta, suite: Suite, modes: readonly Mode[], verdicts: Map<Mode, Verdict>, settle: (verdict: Verdict) => void): Promise<void> {
  for (const strict of variantsOf(meta)) {
    const place = strict ? 'strict' : 'sloppy'
    const plain = strict ? `"use strict";\n${source}` : source
    const text = suite === 'plain' ? plain : lift(plain, suite)
    if (text === null) return settle({ status: 'aside', detail: 'the parser does not take it' })
    const native = await run(dir, file, text, meta, null)
    if (native !== null) { // RU1
      const before = suite === 'plain' ? native : await run(dir, file, plain, meta, null)
      return settle({ status: 'aside', detail: before === null ? `lifting changes it: ${place}: ${native}` : `${place}: ${before}` })
    }
    const wanted = modes.filter((mode) => mode !== 'native' && verdicts.get(mode)?.status === 'pass')
    if (wanted.length === 0) continue
    const compiled = compiledText(text, file, meta, suite)
    if ('status' in compiled) {
      if (compiled.status !== 'pass') return settle({ ...compiled, detail: compiled.status === 'fail' ? `${place}: ${compiled.detail}` : compiled.detail })
      continue
    }
    if (!compiled.changed) continue // the text as it was: that has just run
    for (const mode of wanted) {
      const failure = await run(dir, file, compiled.code, meta, mode)
      verdicts.set(mode, failure === null ? { status: 'pass', compiled: compiled.changed } : { status: 'fail', detail: `${place}: ${failure}`, compiled: compiled.changed })
    }
  }
}

/** RU2, RU3 */
function compiledText(text: string, file: string, meta: Meta, suite: Suite): CompileResult | Verdict {
  try {
    const result = compile(text, { id: file, filename: file, sourceType: 'script', runtime: 'globalThis.$$abi', sourceMap: false, typescript: false })
    // Lifted, every class is made inside a function. What counts is the tasklet around it.
    const left = suite === 'plain' ? result.diagnostics.find(({ code }) => code === 'LOCAL_CLASS_PRIVATE') : undefined
    return left === undefined ? result : { status: 'refused', detail: left.code }
  } catch (error) {
    if (!(error instanceof CompileError)) return { status: 'fail', detail: `compiler: ${(error as Error).stack?.split('\n').slice(0, 3).join(' | ') ?? String(error)}` }
    const code = error.diagnostics.find(({ severity }) => severity === 'error')?.code ?? ''
    if (code !== 'SYNTAX') return { status: 'refused', detail: code }
    if (meta.negative !== null && meta.negative.phase !== 'runtime') return { status: 'pass' }
    return { status: 'fail', detail: `compiler: ${error.diagnostics[0]?.message ?? 'SYNTAX'}` }
  }
}

/** What went wrong, or null. `mode` null: as it stands. */
async function run(dir: string, file: string, text: string, meta: Meta, mode: Mode | null): Promise<string | null> {
  const realm = new Realm()
  if (mode !== null) {
    const abi = await realm.runtime()
    Object.defineProperty(realm.global, '$$abi', { value: abi, configurable: true })
    if (mode === 'roundtrip') roundtrip(abi, await realm.snapshots(), pristine(realm.global))
  }
  try {
    if (!meta.flags.includes('raw')) realm.harness(dir, ['assert.js', 'sta.js', ...meta.includes])
    const done = meta.flags.includes('async') ? whenDone(realm) : null
    realm.run(text, file, mode === 'roundtrip' ? 60_000 : 10_000) // some suspend tens of thousands of times
    if (done !== null) await done
  } catch (error) {
    const { name, message, constructor } = Object(error) as { name?: string; message?: string; constructor?: { name?: string } }
    if (meta.negative !== null && (constructor?.name ?? name) === meta.negative.type) return null
    return `${name ?? constructor?.name ?? typeof error}: ${message ?? String(error)}`
  }
  return meta.negative === null ? null : `no ${meta.negative.type} was thrown`
}

/** `$DONE` of an asynchronous test. A test that never calls it has failed as soon as nothing is left to be done. */
function whenDone(realm: Realm): Promise<void> {
  const done = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('$DONE was not called')), 2000)
    realm.global.$DONE = (error: unknown) => {
      clearTimeout(timer)
      if (error === undefined) resolve()
      else reject(error instanceof Object || (typeof error === 'object' && error !== null) ? error as Error : new Error(String(error)))
    }
  })
  done.catch(() => {})
  return done
}
