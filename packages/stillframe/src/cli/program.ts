// A program: a module whose default export is a generator function.
//
//   may also export   handlers     effects by name: (args, { id }) => answer
//                     permanents   host objects by name, for snapshots
//                     migrations   what becomes of frames whose code has changed
//                     onRefusal    what becomes of a tasklet with a frame that can't go on
//
// Called by: run.ts, check.ts, migrate.ts, archive.ts; explain.ts, compile.ts and saved.ts (what finds and reads files). Calls: import(), through the loader (register.js), which is registered first.

import { existsSync, readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { EffectHandler, ProcessOptions } from '@stillframe/durable'
import type { Body } from '@stillframe/runtime'
import { moduleIdOf } from '../register/module-id.ts'
import { theirs } from './errors.ts'

export interface Program {
  module: string
  body: Body
  handlers: Record<string, EffectHandler>
  permanents: ProcessOptions['permanents']
  migrations: ProcessOptions['migrations']
  onRefusal: ProcessOptions['onRefusal']
}

/** The absolute path of a file or folder that is there. Throws FILE_UNKNOWN. */
export function findPath(name: string): string {
  const path = resolve(name)
  if (existsSync(path)) return path
  throw theirs.noFile(name, [`${name}.ts`, `${name}.js`, name.replace(/\.js$/, '.ts')].find((other) => other !== name && existsSync(other)))
}

/** The absolute path of a file that is there. Throws FILE_UNKNOWN. */
export function findFile(file: string): string {
  const path = findPath(file)
  if (statSync(path).isDirectory()) throw theirs.isFolder(file)
  return path
}

/** Throws STORE_READ. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (problem) {
    throw theirs.unreadable(file, problem)
  }
}

/** The exports of a module, compiled on its way in. Throws FILE_UNKNOWN, STORE_READ, COMPILE_ERROR, IMPORT_FAILED. */
export async function loadModule(file: string): Promise<Record<string, unknown>> {
  const path = findFile(file)
  await import('stillframe/register' as string)
  try {
    return (await import(pathToFileURL(path).href)) as Record<string, unknown>
  } catch (problem) {
    readText(file) // if that is what fails, it is to be told
    throw theirs.broken(file, problem)
  }
}

/** Throws FILE_UNKNOWN, STORE_READ, COMPILE_ERROR, IMPORT_FAILED, NO_BODY, BAD_EXPORT. */
export async function loadProgram(file: string): Promise<Program> {
  const path = findFile(file)
  const namespace = await loadModule(file)
  const { default: body, handlers = {}, permanents, migrations, onRefusal } = namespace
  if (onRefusal !== undefined && typeof onRefusal !== 'function') throw theirs.badExport(file, 'onRefusal', 'a function')
  if (!isGeneratorFunction(body)) throw theirs.noBody(file, Object.keys(namespace), found(body))
  if (typeof handlers !== 'object' || handlers === null || Object.values(handlers).some((handler) => !isHandler(handler))) {
    throw theirs.badExport(file, 'handlers', 'an object of functions')
  }
  return {
    module: moduleIdOf(path),
    body: body as Body,
    handlers: handlers as Program['handlers'],
    permanents: permanents as Program['permanents'],
    migrations: migrations as Program['migrations'],
    onRefusal: onRefusal as Program['onRefusal'],
  }
}

function isGeneratorFunction(value: unknown): boolean {
  return typeof value === 'function' && Object.prototype.toString.call(value) === '[object GeneratorFunction]'
}

function isHandler(value: unknown): boolean {
  return typeof value === 'function' || typeof (value as { run?: unknown } | null)?.run === 'function'
}

function found(value: unknown): string {
  if (value === undefined) return 'there is no default export'
  if (typeof value !== 'function') return `the default export is ${value === null ? 'null' : `of type ${typeof value}`}`
  const kind = Object.prototype.toString.call(value)
  if (kind === '[object AsyncFunction]') return 'the default export is an async function'
  if (kind === '[object AsyncGeneratorFunction]') return 'the default export is an async generator function'
  return /^class\b/.test(Function.prototype.toString.call(value)) ? 'the default export is a class' : 'the default export is a plain function'
}
