// What every file of this repository keeps to (after TigerBeetle's tidy.zig).

import test from 'ava'
import { headerOf, packageFolders, Problems, read, sourceFiles, trackedFiles, withoutComments } from './files.ts'

const sources = packageFolders.flatMap(sourceFiles)
const isText = (file: string): boolean => !/\.(png|svg|ico|gz|zip|woff2?)$/.test(file)

test('every source file opens with a comment that says what it is', (t) => {
  const problems = new Problems()
  for (const file of sources) problems.unless(headerOf(read(file)).length > 20, `${file} has no header`)
  t.deepEqual(problems.found, [])
})

test('no source file has more than 500 lines, unless its header says "Long because"', (t) => {
  const problems = new Problems()
  for (const file of sources) {
    const source = read(file)
    const lines = source.split('\n').length
    problems.unless(lines <= 500 || /\bLong because\b/.test(headerOf(source)), `${file} has ${lines} lines`)
  }
  t.deepEqual(problems.found, [])
})

test('the runtime touches clock, chance and event loop in host.ts alone', (t) => {
  const problems = new Problems()
  const banned = /\bDate\.now\b|\bnew Date\b|\bMath\.random\b|\bset(Timeout|Interval|Immediate)\b|\bqueueMicrotask\b|\bperformance\b|\bprocess\b|\bBuffer\b|\bconsole\b|'node:/
  for (const file of sourceFiles('runtime')) {
    if (file.endsWith('/host.ts')) continue
    withoutComments(read(file)).split('\n').forEach((line, i) => problems.unless(!banned.test(line), `${file}:${i + 1}: ${line.trim()}`))
  }
  t.deepEqual(problems.found, [])
})

test('nothing but the command line writes to the console', (t) => {
  const problems = new Problems()
  for (const file of sources) {
    if (/\/(cli|bin|register)\b/.test(file)) continue
    problems.unless(!/\bconsole\./.test(withoutComments(read(file))), file)
  }
  t.deepEqual(problems.found, [])
})

test('no file names a path of a machine or the host of a registry', (t) => {
  const problems = new Problems()
  const roots = ['work', 'root', 'home'].map((name) => `(?<![\\w./@-])/${name}/[a-z]`)
  const banned = new RegExp([...roots, 'npm' + 'js\\.(org|com)', 'registry' + '\\.(npm|yarn|node)', 'deb\\.' + 'debian'].join('|'))
  for (const file of trackedFiles().filter(isText)) {
    read(file).split('\n').forEach((line, i) => problems.unless(!banned.test(line), `${file}:${i + 1}: ${line.trim()}`))
  }
  t.deepEqual(problems.found, [])
})

test('text files end with a newline, and no line with a blank or a carriage return', (t) => {
  const problems = new Problems()
  for (const file of trackedFiles().filter(isText)) {
    const text = read(file)
    if (text === '') continue
    problems.unless(text.endsWith('\n'), `${file} does not end with a newline`)
    if (file.endsWith('.md')) continue
    problems.unless(!/[ \t\r]$/m.test(text), `${file} has blanks at the end of a line`)
  }
  t.deepEqual(problems.found, [])
})

test('TypeScript source has no semicolons at the ends of lines', (t) => {
  const problems = new Problems()
  for (const file of [...sources, ...trackedFiles().filter((name) => /^(tests|examples)\/.*\.ts$/.test(name))]) {
    if (file === 'tests/compiler/listing.test.ts') continue // holds listings, as text
    const bad = withoutComments(read(file)).split('\n').findIndex((line) => /[^;(\s];\s*$/.test(line) && !line.includes('`'))
    problems.unless(bad === -1, `${file}:${bad + 1}`)
  }
  t.deepEqual(problems.found, [])
})

test('tests are named by sentences, each once in its file', (t) => {
  const problems = new Problems()
  for (const file of trackedFiles().filter((name) => name.endsWith('.test.ts'))) {
    const names = Array.from(read(file).matchAll(/^test(?:\.serial)?\((['`])(.+?)\1,/gm), ([, , name]) => name)
    problems.unless(new Set(names).size === names.length, `${file} names two tests alike`)
  }
  t.deepEqual(problems.found, [])
})
