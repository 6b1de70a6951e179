import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { nodeFiles, Store, type Files, type Header, type Slot } from '@stillframe/durable'
import { Disk } from './disk.ts'

const header = (sequence: number, process = 'a'): Header =>
  ({ sequence, process, life: 'f00d', module: 'a.ts', args: [], status: 'running', createdAt: '2030-01-01T00:00:00.000Z', updatedAt: '2030-01-01T00:00:00.000Z' })

const folder = (): string => mkdtempSync(join(tmpdir(), 'stillframe-store-'))
/** A process of a store on the real disk, whose folder has been made. */
const owned = (store: Store = Store.open(folder()), id = 'a'): Slot => {
  const slot = store.slot(id)
  slot.lock().release()
  return slot
}
const codeOf = (problem: unknown): string => (problem as { code: string }).code

test('what is committed is read again, and the state before it is kept', (t) => {
  const slot = Store.open(folder()).slot('a')
  t.is(slot.read(), undefined)
  const lock = slot.lock()
  slot.commit(header(1), 'one')
  t.is(slot.read()?.snapshot, 'one')
  slot.commit(header(2), 'two\nlines \u{1F600}')
  t.deepEqual(slot.read(), { header: header(2), snapshot: 'two\nlines \u{1F600}' })
  t.is(slot.readPrevious().snapshot, 'one')
  lock.release()
})

test('a commit that breaks at any call of the disk leaves the old state or the new one', (t) => {
  let broken = 0
  for (let n = 1; ; n++) {
    const disk = new Disk()
    const slot = Store.open('/s', { files: disk }).slot('a')
    slot.commit(header(1), 'one')
    slot.commit(header(2), 'two')
    disk.breakAt = disk.calls + n
    const error = failure(() => slot.commit(header(3), 'three'))
    if (error === undefined) break
    broken++
    t.is(codeOf(error), 'STORE_WRITE')
    const killed = Store.open('/s', { files: disk.afterKill() }).slot('a').read()
    t.true(killed?.snapshot === 'two' || killed?.snapshot === 'three', `killed at call ${n}: ${killed?.snapshot}`)
    for (const after of disk.afterStop()) {
      const found = Store.open('/s', { files: after }).slot('a').read()
      t.true(found?.snapshot === 'two' || found?.snapshot === 'three', `stopped at call ${n}: ${found?.snapshot}`)
    }
  }
  t.true(broken >= 8, `${broken} places to break at`)
})

test('the first commit that breaks leaves no process, or a whole one', (t) => {
  for (let n = 1; ; n++) {
    const disk = new Disk()
    const slot = Store.open('/s', { files: disk }).slot('a')
    disk.breakAt = disk.calls + n
    if (failure(() => slot.commit(header(1), 'one')) === undefined) break
    for (const after of disk.afterStop()) {
      const found = Store.open('/s', { files: after }).slot('a').read()
      t.true(found === undefined || found.snapshot === 'one')
    }
  }
  t.pass()
})

test('what a finished commit has written survives a power cut', (t) => {
  const disk = new Disk()
  const slot = Store.open('/s', { files: disk }).slot('a')
  for (let n = 1; n <= 3; n++) {
    slot.commit(header(n), `state ${n}`)
    for (const after of disk.afterStop()) t.is(Store.open('/s', { files: after }).slot('a').read()?.snapshot, `state ${n}`)
  }
})

test('after a commit that broke, the next one works', (t) => {
  for (let n = 1; n <= 9; n++) {
    const disk = new Disk()
    const slot = Store.open('/s', { files: disk }).slot('a')
    slot.commit(header(1), 'one')
    disk.breakAt = disk.calls + n
    failure(() => slot.commit(header(2), 'two'))
    const again = Store.open('/s', { files: disk.afterKill() }).slot('a')
    const before = again.read()?.snapshot
    again.commit(header(3), 'three')
    t.is(again.read()?.snapshot, 'three')
    t.is(again.readPrevious().snapshot, before as string)
  }
})

test('a damaged state is told, with the file and the way back, and never used', (t) => {
  const store = Store.open(folder())
  const slot = owned(store)
  slot.commit(header(1), 'one')
  slot.commit(header(2), 'two')
  const whole = readFileSync(slot.statePath, 'utf8')
  const damages = [whole.slice(0, -1), `${whole}x`, whole.replace('two', 'tvo'), whole.replace('"running"', '"done"'), '', 'stillframe', whole.slice(0, 40)]
  for (const text of damages) {
    writeFileSync(slot.statePath, text)
    const error = t.throws(() => slot.read(), { code: 'STORE_DAMAGED' })
    t.true(error?.message.includes(slot.statePath))
    t.true(error?.message.includes(slot.previousPath))
    t.true(error?.message.includes('--from-previous'))
    t.is(store.list()[0]?.problem?.code, 'STORE_DAMAGED')
  }
  rmSync(slot.statePath)
  t.throws(() => slot.read(), { code: 'STORE_DAMAGED', message: /missing/ })
})

test('going back makes the previous state the last one and keeps the one it replaces', (t) => {
  const slot = owned()
  slot.commit(header(1), 'one')
  slot.commit(header(2), 'two')
  writeFileSync(slot.statePath, 'stillframe-process 1 rubbish')
  slot.goBack()
  t.is(slot.read()?.snapshot, 'one')
  t.is(readFileSync(join(slot.folder, 'replaced'), 'utf8'), 'stillframe-process 1 rubbish')
  slot.commit(header(2), 'two again')
  t.is(slot.read()?.snapshot, 'two again')
  t.is(slot.readPrevious().snapshot, 'one')
})

test('going back is refused where there is nothing to go back to', (t) => {
  const slot = owned()
  slot.commit(header(1), 'one')
  t.throws(() => slot.readPrevious(), { code: 'NO_PREVIOUS' })
})

test('a foreign file, and a state of another process, are told as foreign', (t) => {
  const store = Store.open(folder())
  const slot = owned(store)
  writeFileSync(slot.statePath, 'key = value\n')
  t.throws(() => slot.read(), { code: 'STORE_FOREIGN', message: /a[/\\]state/ })
  t.throws(() => slot.remove(), { code: 'STORE_FOREIGN' })
  slot.commit(header(1, 'b'), 'one')
  t.throws(() => slot.read(), { code: 'STORE_FOREIGN', message: /process "b"/ })
})

test('a state of a later format is told as such', (t) => {
  const slot = owned()
  writeFileSync(slot.statePath, 'stillframe-process 2 whatever it is')
  t.throws(() => slot.read(), { code: 'STORE_VERSION', message: /format 2.*format 1/s })
})

test('a file can not be a store', (t) => {
  const file = join(folder(), 'file')
  writeFileSync(file, 'x')
  t.throws(() => Store.open(file), { code: 'STORE_FOREIGN' })
})

test('ids that could leave the store are refused', (t) => {
  const store = Store.open(folder())
  for (const id of ['', '.', '..', '../a', 'a/b', 'a\\b', '.a', '-a', 'a b', 'ä', 'a'.repeat(101), 'a\0']) {
    t.throws(() => store.slot(id), { code: 'PROCESS_ID' }, JSON.stringify(id))
  }
  for (const id of ['a', 'A-1', 'order_7.retry', '0']) t.notThrows(() => store.slot(id))
})

test('removing a process deletes its files and nothing else', (t) => {
  const store = Store.open(folder())
  const slot = owned(store)
  slot.commit(header(1), 'one')
  writeFileSync(join(slot.folder, 'notes.txt'), 'mine')
  t.throws(() => slot.remove(), { code: 'STORE_FOREIGN', message: /notes\.txt/ })
  t.is(slot.read()?.snapshot, 'one')
  rmSync(join(slot.folder, 'notes.txt'))
  slot.remove()
  t.deepEqual(store.ids(), [])
  t.throws(() => slot.remove(), { code: 'PROCESS_UNKNOWN' })
})

test('a folder in the place of a file of ours keeps a process from being removed, and nothing else', (t) => {
  const store = Store.open(folder())
  const slot = owned(store)
  slot.commit(header(1), 'one')
  for (const name of ['state.new', 'previous', 'lock.1.1.ab']) {
    mkdirSync(join(slot.folder, name))
    t.throws(() => slot.remove(), { code: 'STORE_FOREIGN', message: new RegExp(`${name} .*was not removed`) })
    rmSync(join(slot.folder, name), { recursive: true })
    t.is(slot.read()?.snapshot, 'one')
  }
  slot.remove()
  t.deepEqual(store.ids(), [])
})

test('a process that could not be removed, or locked, is not locked', (t) => {
  const at = folder()
  owned(Store.open(at)).commit(header(1), 'one')
  const refusing = (call: 'remove' | 'list', name: RegExp): Slot => {
    const files: Files = { ...nodeFiles, [call]: (path: string) => {
      if (name.test(path)) throw Object.assign(new Error('no'), { code: 'ERR_FS_EISDIR' })
      return nodeFiles[call](path)
    } }
    return Store.open(at, { files }).slot('a')
  }
  t.throws(() => refusing('remove', /state$/).remove(), { code: 'STORE_WRITE', message: /process "a" could not be removed/ })
  t.deepEqual(readdirSync(join(at, 'a')), ['state'])
  t.throws(() => refusing('list', /a$/).lock(), { code: 'STORE_WRITE' })
  t.deepEqual(readdirSync(join(at, 'a')), ['state'])
  Store.open(at).slot('a').remove()
})

test('only what stands in the place of its folder is told as no folder', (t) => {
  const at = folder()
  const broken = (call: 'makeFolder' | 'syncFolder' | 'create'): Slot =>
    Store.open(at, { files: { ...nodeFiles, [call]: () => { throw Object.assign(new Error('ENOTDIR: no'), { code: 'ENOTDIR' }) } } }).slot('a')
  t.throws(() => broken('makeFolder').lock(), { code: 'STORE_FOREIGN', message: /it is not a folder/ })
  for (const call of ['syncFolder', 'create'] as const) t.throws(() => broken(call).lock(), { code: 'STORE_WRITE', message: /ENOTDIR: no/ }, call)
})

test('of a process whose folder is a link, the link is removed', (t) => {
  const [at, elsewhere] = [folder(), folder()]
  symlinkSync(elsewhere, join(at, 'a'))
  const slot = owned(Store.open(at))
  slot.commit(header(1), 'one')
  slot.remove()
  t.deepEqual([readdirSync(at), readdirSync(elsewhere)], [[], []])
})

test('a folder that can not be read is told for its process only', (t) => {
  const at = folder()
  const all = Store.open(at)
  for (const id of ['a', 'b', 'c']) owned(all, id).commit(header(1, id), id)
  const files: Files = { ...nodeFiles, list: (path) => {
    if (path.endsWith('b')) throw Object.assign(new Error('EACCES: no'), { code: 'EACCES' })
    return nodeFiles.list(path)
  } }
  const store = Store.open(at, { files })
  t.deepEqual(store.list().map(({ id, problem }) => [id, problem?.code]), [['a', undefined], ['b', 'STORE_READ'], ['c', undefined]])
  t.throws(() => store.slot('nobody').readExisting(), { code: 'PROCESS_UNKNOWN', message: /it has: a, b, c/ })
})

test('a header that is not one is damage, whatever its checksum', (t) => {
  const slot = owned()
  const whole = JSON.stringify(header(1))
  const broken: [string, RegExp][] = [
    ['{not json', /header is no JSON/], ['null', /header is no object/], ['[]', /has no "sequence"/], [whole.replace('"module":"a.ts",', ''), /has no "module"/],
    [whole.replace('"args":[]', '"args":[1]'), /"args" of its header is \[1\]/], [whole.replace('running', 'asleep'), /"status" of its header is "asleep"/],
    [whole.replace('"updatedAt":"2030-01', '"updatedAt":"2030-41'), /"updatedAt" of its header/], [whole.replace('"sequence":1', '"sequence":1.5'), /"sequence"/],
  ]
  for (const [text, message] of broken) {
    writeFileSync(slot.statePath, record(`${text}\nsnapshot`))
    t.throws(() => slot.read(), { code: 'STORE_DAMAGED', message })
    t.is(slot.entry().problem?.code, 'STORE_DAMAGED')
  }
  writeFileSync(slot.statePath, record(whole))
  t.throws(() => slot.read(), { code: 'STORE_DAMAGED', message: /ends too early/ })
})

test('a state that is a link to nothing is damage: no process is begun in its place', (t) => {
  const store = Store.open(folder())
  const slot = owned(store)
  symlinkSync(join(slot.folder, 'gone'), slot.statePath)
  t.throws(() => slot.readExisting(), { code: 'STORE_DAMAGED', message: /link to a file that is not there/ })
  t.is(store.list()[0]?.problem?.code, 'STORE_DAMAGED')
  slot.remove()
  t.deepEqual(store.ids(), [])
})

/** A record with the checksum that fits. */
function record(covered: string): string {
  return `stillframe-process 1 ${createHash('sha256').update(covered).digest('hex')} ${covered}`
}

function failure(body: () => void): unknown {
  try {
    body()
  } catch (problem) {
    return problem
  }
  return undefined
}
