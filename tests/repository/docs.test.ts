// The documentation is held to what it says: links lead somewhere, error codes are explained, code runs.

import test from 'ava'
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { packageFolders, Problems, read, root, sourceFiles, trackedFiles } from './files.ts'

const pages = trackedFiles().filter((file) => /^(README\.md|docs\/.*\.md|examples\/.*\.md|packages\/[^/]+\/README\.md)$/.test(file))
const out = path.join(root, 'tests/repository/.out')

/** A page without its code. */
const prose = (page: string): string => read(page).replace(/^(```|~~~)[\s\S]*?^\1\s*$/gm, '').replace(/`[^`\n]*`/g, '`code`')

/** The anchor of a heading, as the usual renderers make it. */
function slug(heading: string): string {
  return heading.trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-')
}

function anchorsOf(file: string): string[] {
  return Array.from(readFileSync(file, 'utf8').matchAll(/^#+\s+(.+?)\s*$/gm), ([, heading]) => slug(heading as string))
}

test('every relative link leads to a file, and every anchor to a heading', (t) => {
  const problems = new Problems()
  for (const page of pages) {
    for (const [, link] of prose(page).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link as string)) continue
      const [target, anchor] = (link as string).split('#')
      const file = target === '' ? path.join(root, page) : path.join(root, path.dirname(page), target as string)
      problems.unless(existsSync(file), `${page} links to ${link}, which does not exist`)
      if (anchor !== undefined && file.endsWith('.md') && existsSync(file)) {
        problems.unless(anchorsOf(file).includes(anchor), `${page} links to ${link}, but there is no such heading`)
      }
    }
  }
  t.deepEqual(problems.found, [])
})

test('every error code has its entry in docs/errors.md', (t) => {
  if (!existsSync(path.join(root, 'docs/errors.md'))) {
    t.fail('docs/errors.md does not exist: it lists every error code, with cause and cure')
    return
  }
  const problems = new Problems()
  const catalogue = read('docs/errors.md')
  for (const file of packageFolders.flatMap(sourceFiles)) {
    const codes = new Set<string>()
    const source = read(file)
    for (const [, code] of source.matchAll(/(?:\bnew \w*Error|\bsuper|\bfail|\brefuse|\berror)\(\s*'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)'/g)) codes.add(code as string)
    if (file.endsWith('/errors.ts')) for (const [, code] of source.matchAll(/'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/g)) codes.add(code as string)
    for (const code of codes) problems.unless(catalogue.includes(code), `${code} of ${file} is not in docs/errors.md`)
  }
  t.deepEqual(problems.found, [])
})

interface Block {
  page: string
  line: number
  info: string
  code: string
}

function blocksOf(page: string): Block[] {
  const text = read(page)
  return Array.from(text.matchAll(/^```(\w+[^\n]*)\n([\s\S]*?)^```\s*$/gm), (match) => ({
    page,
    line: text.slice(0, match.index).split('\n').length,
    info: (match[1] as string).trim(),
    code: match[2] as string,
  }))
}

const blocks = pages.flatMap(blocksOf)

test('blocks of TypeScript are tagged ts alone: all of them run', (t) => {
  for (const { page, line, info } of blocks) {
    if (/^(ts|typescript)\b/.test(info)) t.is(info, 'ts', `${page}:${line}`)
  }
  t.pass()
})

for (const block of blocks.filter(({ info }) => info === 'ts')) {
  test(`the code at ${block.page}:${block.line} runs`, async (t) => {
    const name = `${block.page.replace(/\W/g, '-')}-${block.line}`
    const folder = path.join(out, name)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    const file = path.join(folder, 'main.ts')
    const compilerPackage = '@stillframe/compiler'
    let code = block.code
    if (/function\s*\*/.test(code)) {
      const { compile } = (await import(compilerPackage)) as { compile(source: string, options: object): { code: string } }
      code = compile(code, { id: `${block.page}#${block.line}`, filename: file }).code
    }
    writeFileSync(file, code)
    const loader = path.join(root, 'packages/stillframe/register/strip-only.js')
    const failure = await new Promise<string>((resolve) => {
      execFile(process.execPath, ['--import', loader, file], { cwd: folder, timeout: 120_000 }, (error, _, stderr) => {
        resolve(error === null ? '' : stderr || String(error))
      })
    })
    t.is(failure, '', `${block.page}:${block.line}`)
  })
}
