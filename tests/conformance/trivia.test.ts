// Comments and line ends mean nothing: every case of the scorecard again, with a comment full of brackets before each token, and
// with line comments wherever a line may end. The compiler copies the author's text; what it looks for there must be no comment.

import { parse, type Token } from 'acorn'
import test from 'ava'
import { casesOf, topics } from './cases.ts'
import { compare, explain } from './differential.ts'

type Trivia = (before: string, count: number) => string

const noise: Record<string, Trivia> = {
  comments: (_, count) => [' /* => { ( [ */ ', ' /* ] ) ; } */ ', ' /* `, function* */ '][count % 3] as string,
  // What stands before can't end a statement: a line end there is none of a statement's.
  lines: (before, count) => (/^([{}([,;=?:+]|=>|===|&&)$/.test(before) ? [' // ) => {\n', '\n// ` }\n', ' //[;\n'][count % 3] as string : ''),
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
    text += source.slice(at, start) + (isFree ? trivia(before, text.length) : '') + source.slice(start, end)
    before = isTemplate ? 'template' : source.slice(start, end)
    at = end
  }
  return text + source.slice(at)
}

for (const [what, trivia] of Object.entries(noise)) {
  for (const topic of topics()) {
    if (topic === 'using') continue // syntax that not every engine reads
    test(`${topic} with ${what}`, async (t) => {
      for (const { name, source, needs, enginesDiffer } of casesOf(topic)) {
        const difference = await compare(withTrivia(source, trivia), `trivia/${what}/${topic}/${name}.js`, ['compiled'], { enginesDiffer: enginesDiffer !== undefined, most: 2 })
        t.is(difference === undefined ? '' : explain(difference), '', name)
      }
    })
  }
}
