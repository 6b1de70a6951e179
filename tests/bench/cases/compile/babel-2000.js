// Generators alone are lowered: for everything else the target is this Node.

import babel from '@babel/core'
import presetEnv from '@babel/preset-env'
import { program } from './program.ts'

const text = program(2_000)
const lines = text.split('\n').length
const options = {
  filename: 'program.js', configFile: false, babelrc: false, sourceMaps: true, compact: false,
  presets: [[presetEnv, { modules: false, targets: { node: 'current' }, include: ['transform-regenerator', 'transform-destructuring', 'transform-for-of', 'transform-block-scoping'] }]],
}

export function round() {
  babel.transformSync(text, options)
  return lines
}
