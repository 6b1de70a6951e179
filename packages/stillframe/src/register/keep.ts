// The code archive at build time: every carrier can put what it compiles into a folder, by function and hash of the body
// (docs/upgrades.md).
//
//   KE1. The option of a carrier names the folder, or else STILLFRAME_ARCHIVE. Without either nothing is written.
//   KE2. Files are added and never changed, so builds, and several at a time, may share a folder.
//   KE3. What can't be archived is told.
//
// Called by: hooks.ts, plugin.ts, the CLI. Calls: durable.

import type { CompileResult } from '@stillframe/compiler'

export type Keep = (archive: CompileResult['archive']) => void

/** What puts functions into the folder; undefined without one. KE1 */
export async function keeper(folder: string | undefined, tell: (message: string) => void): Promise<Keep | undefined> {
  const wanted = folder ?? process.env['STILLFRAME_ARCHIVE']
  if (!wanted) return undefined
  const { writeArchive } = await import('@stillframe/durable') // who does not archive starts faster without it
  return (archive) => {
    writeArchive(wanted, archive)
    for (const { id, reason } of archive) if (reason !== undefined) tell(`${id} can't be archived: ${reason.message} [${reason.code}]`)
  }
}
