// Bytes of the module of the case `compile`, and of what is made of it: minified, and compressed after that. Compressed, the
// parts must differ from one another as those of a real module do: their words are exchanged.

import { gzipSync } from 'node:zlib'
import { compile } from '@stillframe/compiler'
import { transformSync } from 'esbuild'
import { program } from '../compile/program.ts'

const source = distinct(program(2_000))

/** Every word of a part gets a part's own. Reserved words, and names the language knows, stay. */
function distinct(text: string): string {
  const own = /\b(name|items|shop|shops|price|offer|offers|answer|answers|accept|round|limit|unit|lines|names|found|value|left|log|have|count|total|text|flag|sell|add|empty|price of|done|nothing|flags)\b/g
  return text.split(/(?=\nexport class)/).map((part, i) => part.replace(own, (word) => `${word}${(i * 7919 + word.length * 104729).toString(36)}`)).join('')
}

const emitted = compile(source, { id: 'src/program.js', sourceMap: false }).code

const minified = (text: string): string => transformSync(text, { minify: true, format: 'esm', target: 'es2022' }).code
export const sizes = {
  source: { minified: minified(source).length, gzip: gzipSync(minified(source)).length },
  emitted: { minified: minified(emitted).length, gzip: gzipSync(minified(emitted)).length },
}
