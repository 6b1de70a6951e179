// A package in one file, for Node: its doors become lists of names, and everything behind them one chunk.
//
// Node looks at each import of a module again each time it is used, and at each function that could be exchanged: a tenth to a third of
// what a switch, a send and a spawn cost. A bundler takes away the first for the programs it bundles; whoever runs on Node as it is gets this file.
// (It can't be taken apart again: for bundlers there are the files as they were.)
//
//   OF1. Constants of numbers and words are written in where they are used (inlineConst).
//   OF2. All the rest stands in a function of its own that runs once. What a `const` or a `function` holds there the engine takes for granted in
//        code that it optimises; what a module exports, and what is a `var`, it does not. So classes are `const`.
//        What changes is `var`: a `let` is asked at each use whether it has been reached.
//        So nothing that is exported may change afterwards.
//   OF3. The map leads to the sources.
//
// Called by: build.js. Calls: rolldown.

import path from 'node:path'
import { parseSync } from 'oxc-parser'
import { rolldown, RolldownMagicString } from 'rolldown'

/** Writes dist/node of the package in `folder`, whose doors for Node are `doors`; gives the number of files. */
export async function joinInto(folder, doors) {
  const sourceOf = (door) => path.join(folder, 'src', path.basename(door).replace(/js$/, 'ts'))
  const bundle = await rolldown({
    input: Object.fromEntries(doors.map((door) => [path.basename(door, '.js'), sourceOf(door)])),
    platform: 'neutral',
    optimization: { inlineConst: { mode: 'all', pass: 2 } }, // OF1
    plugins: [{ name: 'constants', renderChunk: (code, { isEntry }) => (isEntry ? null : constants(code)) }],
  })
  const { output } = await bundle.write({
    dir: path.join(folder, 'dist/node'),
    sourcemap: true,
    sourcemapExcludeSources: true,
    minifyInternalExports: false,
    chunkFileNames: '[name].js',
    codeSplitting: { groups: [{ name: path.basename(folder), test: /./ }] },
  })
  return output.length
}

/** OF2 */
function constants(code) {
  const text = new RolldownMagicString(code)
  let exported = []
  const changing = new Set()
  for (const { type, start, end, kind, declarations, specifiers } of parseSync('chunk.js', code).program.body) {
    if (type === 'VariableDeclaration' && kind === 'var' && declarations[0].init?.type === 'ClassExpression') {
      text.overwrite(start, start + 'var'.length, 'const')
    } else if (type === 'VariableDeclaration' && kind !== 'const') {
      text.overwrite(start, start + kind.length, 'var')
      for (const { id } of declarations) changing.add(id.name)
    } else if (type === 'ExportNamedDeclaration') {
      exported = specifiers.map(({ local, exported }) => [local.name, exported.name])
      text.remove(start, end)
    }
  }
  for (const [local] of exported) if (changing.has(local)) throw new Error(`${local} is exported and changes: OF2`)
  const names = exported.map(([, name]) => name).join(', ')
  text.prepend(`const { ${names} } = (() => {\n`)
  text.append(`\nreturn { ${exported.map(([local, name]) => `${name}: ${local}`).join(', ')} };\n})();\nexport { ${names} };\n`)
  return { code: text.toString(), map: JSON.parse(text.generateMap({ hires: 'boundary' }).toString()) }
}
