// Every contender of every benchmark runs a round of a tiny size, so that no case rots between two runs of `pnpm bench`.
//
// Called by: AVA. Calls: smoke.js (all modules of a kind in one process), Lua and Go if they are installed.

import test from 'ava'
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { cases, type Case } from './cases.ts'
import { commandOf, contendersOf, environment, has, loaders, root, type Contender } from './contenders.ts'

const run = promisify(execFile)
const all = cases.flatMap((one) => contendersOf(one).map((contender) => ({ one, contender })))

test('every case has its contenders, and the goals are of contenders it has', (t) => {
  for (const { one, contender } of all) t.not(contender.file, null, `${one.name} has no ${contender.name}`)
  for (const one of cases) {
    const names = new Set(contendersOf(one).map(({ name }) => name))
    for (const [contender, , of = contender] of one.goals) t.true(names.has(contender) && names.has(of), `${one.name}: ${contender} / ${of}`)
  }
})

for (const kind of ['compiled', 'native'] as const) {
  test(`${kind} modules`, async (t) => {
    const jobs = all.filter(({ contender }) => contender.kind === kind && contender.file !== null)
      .map(({ one, contender }) => ({ name: `${one.name}: ${contender.name}`, file: contender.file, sizes: one.tiny }))
    const args = ['--no-warnings', '--expose-gc', ...loaders[kind]!, path.join(root, 'tests/bench/smoke.js'), JSON.stringify(jobs)]
    const { stdout } = await run(process.execPath, args, { cwd: root, env: environment() })
    const figures = JSON.parse(stdout.trim().split('\n').at(-1) as string) as Record<string, unknown>
    for (const { name } of jobs) t.true(Number.isFinite(figures[name]), `${name}: ${String(figures[name])}`)
  })
}

async function answers({ one, contender }: { one: Case; contender: Contender }): Promise<number> {
  const [command, args] = commandOf(contender, one.tiny) as [string, string[]]
  const child = run(command, args, { cwd: root, env: environment() })
  child.child.stdin?.end('round\n')
  return Number((await child).stdout.trim() || NaN)
}

for (const command of ['lua5.4', 'luajit', 'go']) {
  const programs = all.filter(({ contender }) => contender.kind === command)
  ;(has(command) ? test : test.skip)(`programs of ${command}`, async (t) => {
    for (const program of programs) t.true(Number.isFinite(await answers(program)), `${program.one.name}: ${program.contender.name}`)
  })
}
