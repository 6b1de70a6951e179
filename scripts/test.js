// `node scripts/test.js [--verbose] [FILE...]`: runs the tests with AVA and ends with the line `N passed, N failed`.
//
//   T1. The last line is always the count, and the exit code is 0 only if something passed and nothing failed.
//   T2. A crash, a time-out and a run of no tests are failures.
//
// Failures are printed as they come, each with its diagnosis; `--verbose` prints every test.

import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const args = process.argv.slice(2)
const verbose = args.includes('--verbose')
const files = args.filter((arg) => arg !== '--verbose')

const ava = spawn(process.execPath, [path.join(root, 'node_modules/ava/entrypoints/cli.mjs'), '--tap', ...files], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
})

let passed = 0
let failed = 0
let showing = false
const started = Date.now()

const tests = /^(not )?ok \d+ - (.*?)(?: # (SKIP|TODO).*)?$/

for await (const line of createInterface({ input: ava.stdout })) {
  const test = tests.exec(line)
  if (test !== null) {
    showing = test[1] !== undefined && test[3] !== 'TODO'
    if (test[3] === undefined) {
      if (showing) failed++
      else passed++
    }
    if (showing) console.log(`✘ ${test[2]}`)
    else if (verbose) console.log(`✔ ${test[2]}`)
    else if (passed % 250 === 0) console.log(`  ${passed} passed after ${seconds()}`)
  } else if (/^(1\.\.\d+|# (tests|pass|skip|fail|todo)\b.*|TAP version.*|)$/.test(line)) {
    showing = false
  } else if (showing || !/^\s*(---|\.\.\.|duration_ms)/.test(line)) {
    console.log(line)
  }
}

const code = ava.exitCode ?? (await new Promise((resolve) => ava.on('close', resolve)))
if (passed + failed === 0) console.log('no test ran')
if ((code !== 0 || passed === 0) && failed === 0) {
  console.log(`AVA ended with exit code ${code}`)
  failed++
}
console.log(`${seconds()}`)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

function seconds() {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`
}
