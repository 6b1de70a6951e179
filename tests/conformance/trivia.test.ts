// Comments, line ends and white space mean nothing: every case of the scorecard again, with a comment full of brackets before
// each token, with line comments wherever a line may end, and without a space that could go. The compiler copies the
// author's text: what it looks for there must be no comment, and what it puts there must not run into a word.

import { parse, type Token } from 'acorn'
import test from 'ava'
import { casesOf, topics } from './cases.ts'
import { compare, explain } from './differential.ts'

/** What is to stand between two tokens. */
type Trivia = (between: string, before: string, behind: string, count: number) => string

const formats: Record<string, Trivia> = {
  'comments': (between, _, __, count) => between + [' /* => { ( [ */ ', ' /* ] ) ; } */ ', ' /* `, function* */'][count % 3],
  // What stands before can't end a statement: a line end there is none of a statement's.
  'line comments': (between, before, _, count) => between + (/^([{}([,;=?:+]|=>|===|&&)$/.test(before) ? [' // ) => {\n', '\n// ` }\n', ' //[;\n'][count % 3] : ''),
  'no spaces': (between, before, behind) => (between.includes('\n') ? '\n' : /[\w$][\w$#]|[\d.]\.|\+\+|--|\/[/*\w]/.test(`${before.at(-1)}${behind[0]}`) ? ' ' : ''),
  'other line ends': (between, _, __, count) => between.replaceAll('\n', ['\r\n', '\r', '\u2028'][count % 3] as string),
}

/** The text with trivia before each of its tokens, but within template literals. */
function withTrivia(source: string, trivia: Trivia): string {
  const tokens: Token[] = []
  parse(source, { ecmaVersion: 'latest', sourceType: 'module', onToken: tokens })
  let text = ''
  let at = 0
  let before = ''
  for (const { type: { label }, start, end } of tokens) {
    const isTemplate = /template/i.test(label) // or one with an invalid escape
    const isFree = at > 0 && !isTemplate && before !== 'template'
    const token = source.slice(start, end)
    const between = source.slice(at, start)
    text += (isFree ? trivia(between, before, token, text.length) : between) + token
    before = isTemplate ? 'template' : token
    at = end
  }
  return text + source.slice(at)
}

for (const [what, trivia] of Object.entries(formats)) {
  for (const topic of topics()) {
    if (topic === 'using') continue // syntax that not every engine reads
    test(`${topic} with ${what}`, async (t) => {
      for (const { name, source, enginesDiffer } of casesOf(topic)) {
        const difference = await compare(withTrivia(source, trivia), `trivia/${what}/${topic}/${name}.js`, ['compiled'], { enginesDiffer: enginesDiffer !== undefined, most: 2 })
        t.is(difference === undefined ? '' : explain(difference), '', name)
      }
    })
  }
}
