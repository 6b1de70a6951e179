import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import test from 'ava'
import { Store } from '@stillframe/durable'

const cli = fileURLToPath(new URL('../../packages/stillframe/bin/stillframe.js', import.meta.url))
const counter = fileURLToPath(new URL('./programs/counter.ts', import.meta.url))

const LIMIT = 300
const KILLS = 5

test('kill -9 at any moment: counts never go back, none is left out, and a repeated one has the same id', async (t) => {
  const at = mkdtempSync(join(tmpdir(), 'stillframe-kill-'))
  const file = join(at, 'counts')
  const slot = Store.open(join(at, 'store')).slot('c')
  let kills = 0
  let sequence = 0
  for (;;) {
    const child = spawn(process.execPath, [cli, 'run', counter, '--id', 'c', '--store', join(at, 'store'), '--', String(LIMIT), file], { stdio: ['ignore', 'pipe', 'pipe'] })
    let errors = ''
    child.stderr.on('data', (text: Buffer) => { errors += String(text) })
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
    if (kills < KILLS) {
      const before = lines(file).length
      const wanted = before + 1 + Math.floor((Math.random() * LIMIT) / KILLS)
      const timer = setInterval(() => {
        if (lines(file).length >= wanted) child.kill('SIGKILL')
      }, 10)
      await ended
      clearInterval(timer)
    }
    const code = await ended
    const header = slot.read()?.header
    t.true((header?.sequence ?? 0) >= sequence, 'a committed state never goes back')
    sequence = header?.sequence ?? 0
    if (child.signalCode === 'SIGKILL') {
      kills++
    } else {
      t.is(code, 0, errors)
      break
    }
  }
  const idOf = new Map<number, string>()
  let last = 0
  for (const line of lines(file)) {
    const [id = '', count] = line.split(' ')
    const n = Number(count)
    t.true(n === last || n === last + 1, `${n} after ${last}`)
    t.is(idOf.get(n) ?? id, id)
    idOf.set(n, id)
    last = n
  }
  t.is(last, LIMIT)
  t.is(slot.read()?.header.status, 'done')
  t.true(kills > 0)
})

function lines(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : []
}
