// Loader hooks that strip types and nothing else: how Node 20 loads the TypeScript of this workspace before the
// compiler, which is TypeScript itself, can run. A published package has no use for it.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'oxc-transform'

export async function load(url, context, nextLoad) {
  return isTypeScript(url) ? stripped(url) : nextLoad(url, context)
}

export function loadSync(url, context, nextLoad) {
  return isTypeScript(url) ? stripped(url) : nextLoad(url, context)
}

/** Without query and fragment. */
function bare(url) {
  return url.replace(/[?#].*$/, '')
}

function isTypeScript(url) {
  return url.startsWith('file:') && /\.m?ts$/.test(bare(url))
}

function stripped(url) {
  const file = fileURLToPath(bare(url))
  const result = transformSync(file, readFileSync(file, 'utf8'), { sourcemap: true, typescript: { onlyRemoveTypeImports: true } })
  if (result.errors.length > 0) throw new SyntaxError(`${file}: ${result.errors[0].message}`)
  const map = Buffer.from(JSON.stringify(result.map)).toString('base64')
  return { format: 'module', shortCircuit: true, source: `${result.code}\n//# sourceMappingURL=data:application/json;base64,${map}` }
}
