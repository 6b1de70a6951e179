// Generators alone are lowered, and what Babel needs lowered before them: for everything else the target is this Node.

import babel from '@babel/core'
import presetEnv from '@babel/preset-env'
import { cost, program } from './program.ts'

const text = program(2_000)
const include = ['transform-regenerator', 'transform-destructuring', 'transform-for-of', 'transform-block-scoping']
const options = {
  filename: 'program.js', configFile: false, babelrc: false, sourceMaps: true, compact: false,
  presets: [[presetEnv, { modules: false, targets: { node: 'current' }, include }]],
}

export const measure = () => cost(text, () => babel.transformSync(text, options))
