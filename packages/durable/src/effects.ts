// Effects: what a durable process does to the world. An effect is a request: recorded, committed, and only then begun.
//
//   EF1. An effect that was under way when the process died is begun again, with the same `id`. Whoever performs it
//        must do the same thing once for one id; what is safe to repeat (writing a whole file) needs no id.
//   EF2. `id` is "<process>-<life>/<request>": no two processes, and no two lives of one process, share one.
//
// Called by: tasklets (effect, readFile, writeFile), process.ts (the handlers). Calls: files.ts.

import { readFile as read } from 'node:fs/promises'
import { dirname } from 'node:path'
import { request, type Operation } from '@stillframe/runtime'
import { nodeFiles, writeSynced } from './files.ts'

export interface EffectContext {
  /** The idempotency key: the same when the effect is begun again after a crash. EF2 */
  readonly id: string
  readonly kind: string
  /** Id of the process that asks. */
  readonly process: string
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type EffectRun = (args: any, context: EffectContext) => unknown

/** A function, or a record that says what happens to an effect that was under way at a crash (default: 'retry'). */
export type EffectHandler = EffectRun | { run: EffectRun; onRestore?: 'retry' | 'fail' }

/** Asks the program's handler `kind`, and waits for its answer. Arguments and answer must be savable. */
export function effect<T = unknown>(kind: string, args?: unknown): Operation<T> {
  return request<T>(kind, args)
}

/** Reads a text file. */
export function readFile(path: string): Operation<string> {
  return request<string>('file.read', { path })
}

/** Replaces a text file in one step: whoever reads it sees the old text or the new one. */
export function writeFile(path: string, text: string): Operation<void> {
  return request<void>('file.write', { path, text })
}

/** The effects every durable process has. A program's handler of the same name is asked instead. */
export const builtIn: Record<string, EffectHandler> = {
  'file.read': ({ path }: { path: string }) => read(path, 'utf8'),
  'file.write': ({ path, text }: { path: string; text: string }, { id }): void => {
    const next = `${path}.${id.replaceAll('/', '-')}.new` // another process may be at the same file; who begins again finds what it began (EF2)
    nodeFiles.makeFolder(dirname(path))
    writeSynced(nodeFiles, next, text)
    nodeFiles.rename(next, path)
    nodeFiles.syncFolder(dirname(path))
  },
}
