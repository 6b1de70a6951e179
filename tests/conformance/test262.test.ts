// The test262 command, over files of our own: fixtures/ is a checkout in small.

import test from 'ava'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { metaOf } from './test262/files.ts'
import { lift } from './test262/lift.ts'
import { readMustPass, writeMustPass } from './test262/lists.ts'
import type { Outcome } from './test262/run.ts'

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))))
const fixtures = fileURLToPath(new URL('test262/fixtures', import.meta.url))
const flags = ['--no-warnings', '--experimental-vm-modules', '--import', './packages/stillframe/register/strip-only.js', 'tests/conformance/test262.ts']

function command(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...flags, ...args], { cwd: root, maxBuffer: 2 ** 26 }, (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }))
  })
}

test('without a checkout, test262 says how to get one', async (t) => {
  const { code, err } = await command()
  t.is(code, 2)
  t.regex(err, /git clone .*test262/)
})

test('test262 tells pass, refused, aside, skipped and fail apart, and finds what must pass and does not', async (t) => {
  const { code, out } = await command('--dir', fixtures, '--folder', 'runner', '--suite', 'plain', '--suite', 'lifted', '--suite', 'operands', '--list', path.join(fixtures, 'must-pass.txt'), '--json')
  t.is(code, 1)
  const { outcomes, verdict } = JSON.parse(out) as { outcomes: Outcome[]; verdict: string }
  const of = (suite: string, mode: string): Record<string, string> =>
    Object.fromEntries(outcomes.filter((each) => each.suite === suite && each.mode === mode).map(({ file, status, detail }) => [path.basename(file, '.js'), status === 'refused' ? `refused ${detail}` : status]))
  const plain = {
    aside: 'aside', asynchronous: 'pass', fails: 'fail', 'global-variable': 'pass', module: 'skipped', 'negative-parse': 'pass', 'negative-run': 'pass', passes: 'pass',
    refused: 'refused WITH', 'replaced-iterator': 'pass', shared: 'pass', 'sloppy-only': 'pass', statements: 'pass', 'strict-only': 'pass',
  }
  const lifted = { ...plain, 'global-variable': 'aside', 'negative-parse': 'skipped' }
  t.deepEqual(of('plain', 'compiled'), plain)
  t.deepEqual(of('plain', 'roundtrip'), plain)
  t.deepEqual(of('lifted', 'compiled'), lifted)
  t.deepEqual(of('lifted', 'roundtrip'), lifted)
  t.deepEqual(of('operands', 'compiled'), lifted)
  t.deepEqual(of('operands', 'roundtrip'), lifted)
  t.regex(verdict, /6 failed \(0 of them known\), .* 2 regressions: bad$/)
})

test('the verdict stands last, and is good when nothing fails', async (t) => {
  const { code, out } = await command('--dir', fixtures, '--folder', 'runner/passes.js', '--mode', 'compiled', '--list', path.join(fixtures, 'must-pass.txt'))
  t.is(code, 0)
  t.is(out.trim().split('\n').at(-1), '1 passed, 0 failed (0 of them known), 0 refused, 0 set aside, 0 not run, 0 regressions: good')
})

test('lifting puts a yield between statements, also of blocks, cases and bodies, but in no function', (t) => {
  const source = 'a()\nif (b) c(); else { d() }\nswitch (e) { case 1: f() }\nfunction g() { h() }\n'
  const body = ';yield;a()\n;yield;if (b) {;yield;c();;yield;} else { ;yield;d() ;yield;}\n;yield;switch (e) { case 1: ;yield;f();yield; }\n;yield;function g() { h() }\n;yield;'
  t.true(lift(source, 'lifted')?.includes(body))
})

test('lifting operands keeps callees, targets, names and chains together', (t) => {
  t.true(lift('x = a.b(c + 1)?.d[e]', 'operands')?.includes('x = (yield, (yield, (yield, a).b((yield, (yield, c) + (yield, 1))))?.d[(yield, e)])'))
  t.true(lift('f = function () {}, delete o.p, typeof q', 'operands')?.includes('f = function () {}, delete (yield, o).p, typeof q'))
  t.true(lift('[a, b.c = 1] = {}', 'operands')?.includes('[a, (yield, b).c = (yield, 1)] = (yield, {})'))
})

test('a header is read in both forms of its lists', (t) => {
  const { includes, flags: read, negative } = metaOf('/*---\nincludes: [a.js, b.js]\nflags:\n  - onlyStrict\n  - async\nnegative:\n  phase: parse\n  type: SyntaxError\n---*/')
  t.deepEqual([includes, read, negative], [['a.js', 'b.js'], ['onlyStrict', 'async'], { phase: 'parse', type: 'SyntaxError' }])
})

test('the list of what must pass is read as it was written', (t) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'stillframe-list-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const keys = ['plain a/b/one-two-three.js', 'plain a/b/one-two.js', 'plain a/b/one-two-4.js', 'lifted a/b/x.js', 'lifted a/c/x.js', 'lifted a/c/12.js']
  const list = path.join(folder, 'must-pass.txt')
  writeMustPass(list, keys)
  t.deepEqual([...readMustPass(list)].sort(), [...keys].sort())
})

test('the list in the repository can be read', (t) => {
  t.true(readMustPass(path.join(root, 'tests/conformance/must-pass.txt')).has('plain language/statements/generators/yield-star-before-newline.js'))
})
