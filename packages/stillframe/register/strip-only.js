// `node --import ./packages/stillframe/register/strip-only.js file.ts`: TypeScript runs as written, nothing is compiled to frames.

import * as nodeModule from 'node:module'
import { loadSync } from './strip.js'

if (nodeModule.registerHooks) nodeModule.registerHooks({ load: loadSync })
else nodeModule.register('./strip.js', import.meta.url)
process.setSourceMapsEnabled(true)
