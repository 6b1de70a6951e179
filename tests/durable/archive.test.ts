import fs, { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { listArchive, loadArchive, occupied, pruneArchive, writeArchive } from '@stillframe/durable'
import { compile } from '@stillframe/compiler'
import { Archive, capture, restore, SnapshotError } from '@stillframe/snapshot'
import { load, unload } from '../upgrade/deploy.ts'

const before = `const rate = 3
export function* main() {
  let sum = 1
  const add = (n) => { sum += n * rate }
  const a = yield 'first'
  add(a)
  const b = yield 'second'
  add(b)
  return sum
}`
const after = before.replace("const a = yield 'first'\n  add(a)", 'add(1)').replace("yield 'second'", 'yield* []')

type Resumed = Generator<unknown, unknown, unknown>

function folder(t: ExecutionContext): string {
  const made = mkdtempSync(path.join(tmpdir(), 'stillframe-archive-'))
  t.teardown(() => rmSync(made, { recursive: true, force: true }))
  return made
}

const build = (source: string, id: string): ReturnType<typeof compile>['archive'] => compile(source, { id, archive: true, sourceMap: false }).archive

test.serial('a frame on archived code can be saved again, and goes on with the archive in another process', async (t) => {
  const dir = folder(t)
  const { main } = await load(before, 'again/') as unknown as { main: () => Resumed }
  const started = main()
  started.next()
  const first = capture(started)
  unload('again/')
  await load(after, 'again/')
  t.deepEqual(writeArchive(dir, build(before, 'again/main.ts')), writeArchive(folder(t), build(before, 'again/main.ts')))
  t.throws(() => restore(first), { code: 'CODE_CHANGED' })

  const resumed = restore<Resumed>(first, { archive: await loadArchive(dir, [first]) })
  t.is(resumed.next(10).value, 'second')
  const second = capture(resumed)
  t.regex(second, /main\/add@/)

  unload('again/')
  await load(after, 'again/')
  const last = restore<Resumed>(second, { archive: await loadArchive(dir, [second]) })
  t.is(last.next(100).value, 1 + 30 + 300)
  unload('again/')
})

test('files are added once, listed by function, and pruned when no snapshot needs them', (t) => {
  const dir = folder(t)
  const files = build(before, 'shop/orders.ts')
  t.deepEqual(writeArchive(dir, files), [`shop/orders.ts/main@${files[0]?.body}.mjs`])
  t.deepEqual(writeArchive(dir, files), [])
  writeArchive(dir, build(after, 'shop/orders.ts'))
  t.deepEqual(listArchive(dir).map(({ id }) => id), ['shop/orders.ts#main', 'shop/orders.ts#main'])
  const needed = files[0]?.body as string
  t.is(pruneArchive(dir, ({ body }) => body === needed).length, 1)
  t.deepEqual(listArchive(dir).map(({ body }) => body), [needed])
  pruneArchive(dir, () => false)
  t.deepEqual(readdirSync(dir), [])
  t.deepEqual(listArchive(path.join(dir, 'nothing')), [])
})

test.serial('what a snapshot needs is told by the hashes of its frames', async (t) => {
  const { main } = await load(before, 'needs/') as unknown as { main: () => Resumed }
  const started = main()
  started.next()
  t.deepEqual([...occupied([capture(started)])], [build(before, 'needs/main.ts')[0]?.body])
  t.deepEqual([...occupied([capture(5)])], [])
  unload('needs/')
})

test('an archive that can not be written or read says where, and what to do', (t) => {
  const dir = folder(t)
  writeFileSync(path.join(dir, 'foreign.ts'), '')
  t.throws(() => writeArchive(dir, build(before, 'foreign.ts')), { code: 'ARCHIVE_WRITE', message: /foreign\.ts.*hint: mend/s })
  t.throws(() => listArchive(path.join(dir, 'foreign.ts')), { code: 'STORE_READ', message: /foreign\.ts can't be read/ })
})

test.serial('a file that can not be put in its place is not left beside it', (t) => {
  const dir = folder(t)
  const { renameSync } = fs
  fs.renameSync = () => { throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' }) }
  syncBuiltinESMExports()
  try {
    t.throws(() => writeArchive(dir, build(before, 'full.ts')), { code: 'ARCHIVE_WRITE', message: /no space left/ })
  } finally {
    fs.renameSync = renameSync
    syncBuiltinESMExports()
  }
  t.deepEqual(readdirSync(dir, { recursive: true }), ['full.ts'])
})

test('files of others are refused', async (t) => {
  const refused = (file: object): SnapshotError => t.throws(() => new Archive().add(file), { instanceOf: SnapshotError, code: 'ARCHIVE_FOREIGN' }) as SnapshotError
  refused({})
  refused({ archived: { format: 1, abi: 1 } })
  t.regex(refused({ archived: { format: 1, abi: 0 }, default: () => {} }).message, /compiled for ABI 0/)
  const dir = folder(t)
  writeArchive(dir, build(before, 'foreign.ts'))
  const [entry] = listArchive(dir)
  const file = path.join(dir, entry?.file as string)
  writeFileSync(file, readFileSync(file, 'utf8').replace('"format":1', '"format":7'))
  await t.throwsAsync(loadArchive(dir), { code: 'ARCHIVE_FOREIGN' })
})
