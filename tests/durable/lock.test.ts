import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import test from 'ava'
import { acquire, isAlive, liveOwner, nodeFiles, ourselves, type Files } from '@stillframe/durable'

const folder = (): string => mkdtempSync(join(tmpdir(), 'stillframe-lock-'))

test('a second owner is refused, with the pid of the first and what to do', (t) => {
  const at = folder()
  const lock = acquire(nodeFiles, at, 'a')
  const error = t.throws(() => acquire(nodeFiles, at, 'a'), { code: 'LOCKED' })
  t.true(error?.message.includes(`pid ${process.pid}`))
  t.true(error?.message.includes('close() it first'))
  lock.release()
  acquire(nodeFiles, at, 'a').release()
  t.deepEqual(readdirSync(at), [])
})

test('another living process keeps us out', async (t) => {
  const at = folder()
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])
  const pid = child.pid as number
  try {
    writeFileSync(join(at, `lock.${pid}.0.${ourselves().boot}`), '')
    t.throws(() => acquire(nodeFiles, at, 'a'), { code: 'LOCKED', message: new RegExp(`pid ${pid}.*\n.*kill ${pid}`) })
    t.is(liveOwner(nodeFiles, at)?.pid, pid)
  } finally {
    const gone = new Promise((resolve) => child.on('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }
  // Killed, it keeps nobody out.
  acquire(nodeFiles, at, 'a').release()
  t.deepEqual(readdirSync(at), [])
})

/** A disk where what has such a name can't be deleted. */
const keeping = (name: RegExp): Files => ({ ...nodeFiles, remove: (path) => {
  if (name.test(path)) throw Object.assign(new Error(`EPERM: ${path}`), { code: 'EPERM' })
  nodeFiles.remove(path)
} })

test('the file of a dead owner that can not be deleted is left lying, and keeps nobody out', (t) => {
  const at = folder()
  const dead = ['lock.1.1.ab', 'lock.2.1.ab', 'lock.3.1.ab']
  for (const name of dead) writeFileSync(join(at, name), '')
  const lock = acquire(keeping(/lock\.2\./), at, 'a')
  t.deepEqual(readdirSync(at).filter((name) => dead.includes(name)), ['lock.2.1.ab'])
  t.is(liveOwner(nodeFiles, at)?.pid, process.pid)
  lock.release()
  t.deepEqual(readdirSync(at), ['lock.2.1.ab'])
})

test('giving a lock back does not fail; who meets its file is told what it may be', (t) => {
  const at = folder()
  const lock = acquire(keeping(/./), at, 'a')
  t.notThrows(() => lock.release())
  const error = t.throws(() => acquire(nodeFiles, at, 'a'), { code: 'LOCKED' })
  t.true(error?.message.includes(`delete ${lock.path}, if close() could not`), error?.message)
})

test('who can not step back is told who runs it', (t) => {
  const at = folder()
  const { boot } = ourselves()
  writeFileSync(join(at, `lock.${process.ppid}.0.${boot}`), '')
  t.throws(() => acquire(keeping(new RegExp(`lock\\.${process.pid}\\.`)), at, 'a'), { code: 'LOCKED', message: new RegExp(`pid ${process.ppid}`) })
})

test('a folder that can not be listed is told, though the lock can not be given back either', (t) => {
  const files: Files = { ...keeping(/./), list: () => { throw Object.assign(new Error('EACCES: list'), { code: 'EACCES' }) } }
  t.throws(() => acquire(files, folder(), 'a'), { code: 'EACCES' })
})

const self = ourselves()
const hasProc = self.start !== '0'

;(hasProc ? test : test.skip)('a pid that was used again is not its owner', (t) => {
  const at = folder()
  writeFileSync(join(at, `lock.${process.pid}.1.${self.boot}`), '')
  t.is(liveOwner(nodeFiles, at), undefined)
  acquire(nodeFiles, at, 'a').release()
})

;(hasProc ? test : test.skip)('an owner from before the restart of the machine is dead', (t) => {
  t.true(isAlive(self))
  t.false(isAlive({ ...self, boot: 'abc' }))
})

test('of many who want it at once, one has it', async (t) => {
  const at = folder()
  writeFileSync(join(at, `lock.${2 ** 22 + 7}.1.${self.boot}`), '') // of a dead owner
  const locker = fileURLToPath(new URL('./programs/locker.ts', import.meta.url))
  const strip = fileURLToPath(new URL('../../packages/stillframe/register/strip-only.js', import.meta.url))
  const runs = [1, 2, 3, 4].map(() => new Promise<[number | null, string]>((resolve) => {
    const child = spawn(process.execPath, ['--import', strip, locker, at, '1500'], { stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => { text += String(part) })
    child.on('close', (code) => resolve([code, text]))
  }))
  let taken = 0
  for (const [code, text] of await Promise.all(runs)) {
    t.is(code, 0, text)
    taken += Number(text)
  }
  t.true(taken > 4, `taken ${taken} times`)
})
