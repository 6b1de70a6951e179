// `stillframe/rollup`: the plugin for Rollup.

import type { UnpluginInstance } from 'unplugin'
import { plugin, type PluginOptions } from './plugin.ts'

export type { PluginOptions }
const rollup: UnpluginInstance<PluginOptions | undefined, false>['rollup'] = plugin.rollup
export default rollup
