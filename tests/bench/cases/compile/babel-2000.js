// Generators alone are lowered, and what Babel needs lowered before them: for everything else the target is this Node.

import babel from '@babel/core'
import presetEnv from '@babel/preset-env'
import { cost, program } from './program.ts'

let text
const include = ['transform-regenerator', 'transform-destructuring', 'transform-for-of', 'transform-block-scoping']
const options = {
  filename: 'program.js', configFile: false, babelrc: false, sourceMaps: true, compact: false,
  presets: [[presetEnv, { modules: false, targets: { node: 'current' }, include }]],
}

export function measure(lines) {
  text ??= program(lines)
  return cost(text, (module) => babel.transformSync(module, options))
}
