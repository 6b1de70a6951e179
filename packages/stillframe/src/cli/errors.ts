// Errors of the command line: what users of the CLI can get wrong, and how it is mended.
//
//   CE1. A UsageError is about the command (exit code 2); everything else is about the program, the store or the disk (1).
//
// Called by: every room of the CLI. Calls: nothing.

import { StillframeError } from '@stillframe/runtime'

/** The command was not understood: exit code 2. */
export class UsageError extends StillframeError {}

const error = (code: string, message: string, hint?: string, cause?: unknown): StillframeError =>
  new StillframeError(code, message, hint, cause === undefined ? undefined : { cause })

export const theirs = {
  command: (name: string, known: readonly string[]): StillframeError =>
    new UsageError('USAGE', `there is no command "${name}"`, `commands: ${known.join(', ')}; see stillframe --help`),
  option: (problem: string, command: string): StillframeError =>
    new UsageError('USAGE', problem, `see stillframe ${command} --help`),
  missing: (what: string, usage: string): StillframeError => new UsageError('USAGE', `${what} is missing`, `usage: ${usage}`),
  extra: (extra: string, usage: string): StillframeError =>
    new UsageError('USAGE', `unexpected argument ${JSON.stringify(extra)}`, `usage: ${usage}`),
  noFile: (file: string, alike: string | undefined): StillframeError =>
    error('FILE_UNKNOWN', `there is no file ${file}`, alike === undefined ? 'paths are relative to the current folder' : `did you mean ${alike}?`),
  isFolder: (name: string): StillframeError => error('FILE_UNKNOWN', `${name} is a folder`, 'name a module in it'),
  /** All that is wrong with all files: `problems` are messages as readable.ts writes them. */
  uncompiled: (problems: readonly string[]): StillframeError => error('COMPILE_ERROR', problems.join('\n')),
  overwrites: (file: string): StillframeError =>
    error('OUT_OVERWRITES', `the output would overwrite the source ${file}`, 'name another folder with --out'),
  sameOutput: (out: string, one: string, other: string): StillframeError =>
    error('OUT_TWICE', `${one} and ${other} would both be written to ${out}`, 'compile a folder above both, which keeps their folders apart, or rename one'),
  outFile: (folder: string, cause: unknown): StillframeError =>
    error('OUT_FOREIGN', `the output can't go to ${folder}: that is a file, or in one`, 'name a folder, or a path where one may be made, with --out', cause),
  noSource: (place: string): StillframeError =>
    error('NO_SOURCE', `${place} holds no module to compile`, 'modules are .ts, .mts, .js and .mjs files; node_modules, folders that begin with a dot, and declarations are left out'),
  noFunction: (file: string, line: number): StillframeError =>
    error('NO_FUNCTION', `no compiled function is around line ${line} of ${file}`, `stillframe explain ${file} shows all of them`),
  noSnapshot: (file: string, why: string): StillframeError =>
    error('SNAPSHOT_UNKNOWN', `${file} holds no snapshot: ${why}`, 'give a file that capture() or a store wrote, or the id of a process'),
  unreadable: (file: string, cause: unknown): StillframeError =>
    error('STORE_READ', `${file} can't be read: ${inWords(cause).message}`, 'check the rights of the file and the disk', cause),
  unwritable: (file: string, cause: unknown): StillframeError =>
    error('STORE_WRITE', `${file} can't be written: ${inWords(cause).message}`, 'mend the disk or the rights of the folder, then do it again: no file is left in half', cause),
  noAction: (found: string | undefined, known: string): StillframeError =>
    new UsageError('USAGE', found === undefined ? 'what is to be done is missing' : `there is nothing called "${found}" to be done`, `one of: ${known}`),
  noBody: (file: string, exports: readonly string[], found: string): StillframeError =>
    error(
      'NO_BODY',
      `${file} has no generator function as its default export: ${found}` +
        (exports.length === 0 ? ' (it exports nothing)' : ` (it exports ${exports.join(', ')})`),
      'write `export default function* (...args: string[]) { ... }` in it',
    ),
  badExport: (file: string, name: string, wanted: string): StillframeError =>
    error('BAD_EXPORT', `the export "${name}" of ${file} is not ${wanted}`, name === 'handlers' ? 'export const handlers = { name: async (args, { id }) => ... }' : undefined),
  /** The program threw while it was imported. */
  broken: (file: string, cause: unknown): StillframeError => {
    const { name, message, code } = inWords(cause)
    const { path, syscall } = Object(cause) as { path?: unknown; syscall?: unknown }
    const disk = path !== undefined && syscall !== undefined // the disk's words, of a file that the program reads or imports
    const hint = disk ? 'check that the file is there and can be read, or mend the program' : undefined
    return error(disk ? 'IMPORT_FAILED' : code ?? 'IMPORT_FAILED', code === 'COMPILE_ERROR' ? message : `${file} can't be imported: ${name}: ${message}`, hint, cause)
  },
  failed: (id: string, tasklet: string, cause: unknown, at: string | undefined, hasPrevious: boolean): StillframeError => {
    const { name, message, code } = inWords(cause)
    const what = code === 'UNSAVABLE_ERROR' ? message : `${name}: ${message}`
    return error(
      'PROCESS_FAILED',
      `process "${id}" failed in tasklet "${tasklet}": ${what}${at === undefined ? '' : `\n  ${at}`}`,
      (code === 'NO_HANDLER' ? 'export const handlers = { name: async (args, { id }) => ... } in the program; ' : 'mend the program; ') +
        (hasPrevious ? `then go on from the state before the error with --from-previous, or begin again (stillframe rm ${id})` : `then begin again: stillframe rm ${id}`),
      cause,
    )
  },
}

export function inWords(problem: unknown): { name: string; message: string; code: string | undefined; hint: string | undefined } {
  if (!(problem instanceof Error)) return { name: 'thrown', message: String(problem), code: undefined, hint: undefined }
  const { code, hint } = problem as { code?: unknown; hint?: unknown }
  const words = typeof hint === 'string' ? hint : undefined
  return {
    name: problem.name,
    message: words ? problem.message.replace(`\n  hint: ${words}`, '').replace(`. ${words}`, '') : problem.message,
    code: typeof code === 'string' ? code : undefined,
    hint: words || undefined,
  }
}

/** The first line of a stack that is the program's own: "at charge (orders.ts:41:9)". */
export function placeOf(problem: unknown): string | undefined {
  const lines = problem instanceof Error ? (problem.stack ?? '').split('\n') : []
  return lines.find((line) => /^\s+at .*:\d+:\d+\)?$/.test(line) && !/node:|\/node_modules\/|\/packages\/[a-z]+\/src\//.test(line))?.trim()
}
