// `stillframe/vite`: the plugin for Vite.

import type { UnpluginInstance } from 'unplugin'
import { plugin, type PluginOptions } from './plugin.ts'

export type { PluginOptions }
const vite: UnpluginInstance<PluginOptions | undefined, false>['vite'] = plugin.vite
export default vite
