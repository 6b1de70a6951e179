// `stillframe/esbuild`: the plugin for esbuild.

import type { UnpluginInstance } from 'unplugin'
import { plugin, type PluginOptions } from './plugin.ts'

export type { PluginOptions }
const esbuild: UnpluginInstance<PluginOptions | undefined, false>['esbuild'] = plugin.esbuild
export default esbuild
