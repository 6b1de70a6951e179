// Builds that are made again while their modules change.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { context } from 'esbuild'
import stillframe from 'stillframe/esbuild'

test('esbuild takes a module for TypeScript again when its last generator function is gone', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'stillframe-rebuild-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'main.ts')
  const write = (text: string): void => writeFileSync(file, text)
  write('export function* main(n: number) { yield n }\n')
  const build = await context({ entryPoints: [file], write: false, bundle: true, format: 'esm', packages: 'external', plugins: [stillframe({ root: folder })], logLevel: 'silent' })
  t.teardown(() => build.dispose())
  const text = async (): Promise<string> => (await build.rebuild()).outputFiles[0]?.text ?? ''
  t.regex(await text(), /\.module\(/)
  write('export function main(n: number): number { return n * 2 }\n')
  t.regex(await text(), /return n \* 2/)
  write('export function* main(n: number) { yield n * 2 }\n')
  t.regex(await text(), /\.module\(/)
})
