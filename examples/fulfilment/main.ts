// Kills a workflow again and again, and shows that nobody can tell.
//
//   1. fulfils all orders in one go, in a process of its own: the reference
//   2. fulfils them again, and kills the process with SIGKILL at random moments; each time it is started again
//   3. compares the two, from the files alone, and prints the verdict
//
//   pnpm start            SEED=7 pnpm start repeats the plan of kills of seed 7

import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { audit } from './audit.ts'
import { Progress } from './progress.ts'

const KILLS = 7
const here = dirname(fileURLToPath(import.meta.url))
const out = join(here, 'out')
const ordersFile = join(here, 'orders.csv')
const cli = join(dirname(fileURLToPath(import.meta.resolve('stillframe/register'))), 'bin', 'stillframe.js')

interface Run {
  child: ChildProcess
  /** Exit code, or null when it was killed. */
  ended: Promise<number | null>
  errors(): string
}

/** Starts the workflow, or goes on with it: the command is the same. */
function start(folder: string, onDone: (done: number, total: number) => void): Run {
  const argv = [cli, 'run', join(here, 'workflow.ts'), '--id', 'orders', '--store', join(folder, 'store'), '--', ordersFile, folder]
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr.on('data', (text: Buffer) => { errors += String(text) })
  child.stdout.on('data', (text: Buffer) => {
    for (const [, done, total] of String(text).matchAll(/^done: (\d+) of (\d+)$/gm)) onDone(Number(done), Number(total))
  })
  return { child, ended: new Promise((resolve) => child.on('close', resolve)), errors: () => errors }
}

function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

async function uninterrupted(folder: string): Promise<number> {
  const startedAt = performance.now()
  const run = start(folder, () => {})
  const code = await run.ended
  if (code !== 0) throw new Error(`the uninterrupted run failed (exit code ${code}):\n${run.errors()}`)
  return performance.now() - startedAt
}

async function interrupted(folder: string, random: () => number): Promise<{ kills: number; starts: number }> {
  const progress = new Progress()
  let kills = 0
  let most = 0
  let orders = 0
  for (let starts = 1; ; starts++) {
    // One moment in each of equal stretches of the work, and one soon after the start, while it is still loading.
    const share = (kills + random()) / KILLS
    const late = random() * 30
    let armed = kills < KILLS
    const run = start(folder, (done, total) => {
      most = Math.max(most, done)
      orders = total
      progress.show(most, orders, kills)
      if (armed && done >= share * (total - 10)) {
        armed = false
        setTimeout(() => run.child.kill('SIGKILL'), late)
      }
    })
    if (starts === 3) setTimeout(() => run.child.kill('SIGKILL'), 100 + random() * 600)
    const code = await run.ended
    if (run.child.signalCode === 'SIGKILL') {
      progress.show(most, orders, ++kills)
    } else if (code === 0) {
      progress.end()
      return { kills, starts }
    } else {
      progress.end()
      throw new Error(`the run failed after ${kills} kills (exit code ${code}):\n${run.errors()}`)
    }
  }
}

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e6))
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
try {
  console.log('1. all orders in one go')
  const ms = await uninterrupted(join(out, 'reference'))
  console.log(`   done in ${(ms / 1000).toFixed(1)} s`)
  console.log(`2. again, killed at random moments (SEED=${seed})`)
  const { kills, starts } = await interrupted(join(out, 'interrupted'), randomFrom(seed))
  console.log(`   done: killed ${kills} times, started ${starts} times`)
  console.log(`3. what the files say (${relative(process.cwd(), out)})`)
  const findings = audit(ordersFile, join(out, 'reference'), join(out, 'interrupted'))
  findings.push({ good: kills >= 5, text: `killed with SIGKILL ${kills} times` })
  for (const { good, text } of findings) console.log(`   ${good ? 'ok ' : 'BAD'} ${text}`)
  const good = findings.every((finding) => finding.good)
  console.log(good ? 'PASS: killed and resumed, nothing lost, nothing done twice' : 'FAIL: the interrupted run differs')
  process.exitCode = good ? 0 : 1
} catch (problem) {
  console.log(`FAIL: ${(problem as Error).message}`)
  process.exitCode = 1
}
