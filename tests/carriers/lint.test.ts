// The lint rules, where people run them: ESLint's RuleTester, and oxlint's command line.

import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import test from 'ava'
import { ESLint, Linter, RuleTester } from 'eslint'
import plugin from 'stillframe/eslint-plugin'

const root = fileURLToPath(new URL('../..', import.meta.url))

RuleTester.describe = (_name, body) => body()
const inGenerator = (body: string): string => `import { sleep } from 'stillframe'\nfunction* f(names) {\n${body}\n}\nexport default f`

const rules: Record<string, { valid: string[]; invalid: [string, RegExp][] }> = {
  'delegate-calls': {
    valid: ['yield* sleep(1)', 'yield* f(names)', 'const later = f(names); yield* later', 'for (const x of f(names)) yield x'],
    invalid: [['sleep(1)', /sleep\(\.\.\.\) is never run.*Write `yield\* sleep/], ['yield f(names)', /`yield` hands f\(\.\.\.\) over as it is/]],
  },
  'no-held-iterator': {
    valid: ['for (const name of names.keys()) yield name', 'const it = new Set(names).keys(); it.next(); yield', 'const it = names.keys(); yield; it.next()'],
    invalid: [['const it = new Set(names).keys(); yield; it.next()', /"it" holds a native iterator/], ['for (const m of `${names}`.matchAll(/a/g)) yield m', /the loop holds a native iterator/]],
  },
  'no-unsavable-local': {
    valid: ['const it = fetch(names); it.catch(() => {}); yield', 'let it = fetch(names); it = 1; yield; return it'],
    invalid: [['const it = fetch(names); yield; return it', /"it" holds a promise.*request\(kind, args\)/]],
  },
  compiles: {
    valid: ['yield'],
    invalid: [['yield; eval("1")', /direct eval/]],
  },
}

for (const [name, { valid, invalid }] of Object.entries(rules)) {
  test(`${name} reports what it should, and nothing else`, (t) => {
    const runs: (() => void)[] = []
    RuleTester.it = (_text, body) => { runs.push(body as () => void) }
    new RuleTester().run(`stillframe/${name}`, plugin.rules[name] as never, {
      valid: valid.map((body) => ({ code: inGenerator(body), filename: 'f.js' })),
      invalid: invalid.map(([body, message]) => ({ code: inGenerator(body), filename: 'f.js', errors: [{ message }] })),
    })
    t.is(runs.length, valid.length + invalid.length)
    for (const run of runs) t.notThrows(run)
  })
}

test('a file is linted with all rules of the recommended configuration, and a comment turns one off', (t) => {
  const text = inGenerator('sleep(1)\n// eslint-disable-next-line stillframe/no-unsavable-local -- a permanent\nconst it = fetch(names)\nyield\nreturn it')
  const messages = new Linter().verify(text, [plugin.configs['recommended'] as never], 'f.js')
  t.deepEqual(messages.map(({ ruleId, line, column }) => `${ruleId} ${line}:${column}`), ['stillframe/delegate-calls 3:1'])
})

test('a rule reports where ESLint counts lines to, whatever ends them', (t) => {
  const text = "import { sleep } from 'stillframe'\rconst s = 'x\u2028y'\nfunction* f() {\n  sleep(10)\n  yield s\n}\nexport default f\n"
  const messages = new Linter().verify(text, [{ ...plugin.configs['recommended'], rules: { 'stillframe/delegate-calls': 'error', 'no-restricted-syntax': ['error', 'CallExpression'] } } as never], 'f.js')
  t.deepEqual(messages.map(({ line, column }) => `${line}:${column}`), ['5:3', '5:3'])
})

test('the plugin is an ESLint plugin by its own check', async (t) => {
  const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [plugin.configs['recommended'] as never], cwd: root })
  const [result] = await eslint.lintText('export const a = 1\n', { filePath: join(root, 'a.js') })
  t.is(result?.errorCount, 0)
})

test('oxlint loads the plugin and reports in TypeScript', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'stillframe-lint-'))
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify({
      jsPlugins: ['stillframe/eslint-plugin'], categories: { correctness: 'off' }, rules: { 'stillframe/delegate-calls': 'error', 'stillframe/no-unsavable-local': 'error' },
    }))
    writeFileSync(join(folder, 'shop.ts'), 'import { sleep } from \'stillframe\'\n\nexport function* shop(ms: number): Generator<unknown, unknown> {\n  const answer: Promise<unknown> = fetch(`${ms}`)\n  sleep(ms)\n  yield\n  return answer\n}\n')
    const stripper = join(root, 'packages/stillframe/register/strip-only.js')
    const args = ['--import', stripper, join(root, 'node_modules/oxlint/bin/oxlint'), '--format', 'unix', 'shop.ts']
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder }).catch((failure: { stdout: string }) => failure)
    t.regex(stdout, /shop\.ts:5:3: sleep\(\.\.\.\) is never run.*stillframe\(delegate-calls\)/)
    t.regex(stdout, /shop\.ts:4:36: "answer" holds a promise.*stillframe\(no-unsavable-local\)/)
    t.regex(stdout, /\n2 problems/)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
