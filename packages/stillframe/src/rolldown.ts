// `stillframe/rolldown`: the plugin for Rolldown.

import type { UnpluginInstance } from 'unplugin'
import { plugin, type PluginOptions } from './plugin.ts'

export type { PluginOptions }
const rolldown: UnpluginInstance<PluginOptions | undefined, false>['rolldown'] = plugin.rolldown
export default rolldown
