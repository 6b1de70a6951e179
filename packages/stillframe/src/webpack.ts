// `stillframe/webpack`: the plugin for webpack.

import type { UnpluginInstance } from 'unplugin'
import { plugin, type PluginOptions } from './plugin.ts'

export type { PluginOptions }
const webpack: UnpluginInstance<PluginOptions | undefined, false>['webpack'] = plugin.webpack
export default webpack
