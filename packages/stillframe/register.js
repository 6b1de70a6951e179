// `node --import stillframe/register app.ts`: every module of the program is compiled as it is loaded, and stack traces
// point into the source the author wrote. Plain JavaScript, because it is what makes TypeScript run.
//
//   Node >= 22.15   hooks in this thread (module.registerHooks)
//   Node 20         hooks in a thread of their own (module.register)
//
// Hooks registered later are asked first: ours, which then pass on to the type stripper what is not to be compiled.

import * as nodeModule from 'node:module'

// In the workspace the hooks are TypeScript, and the stripper loads them. In a published package they are built.
const published = import.meta.url.includes('/node_modules/')
const hooks = published ? './dist/register/hooks.js' : './src/register/hooks.ts'

if (nodeModule.registerHooks) {
  const strip = await import('./register/strip.js')
  nodeModule.registerHooks({ load: strip.loadSync })
  const { hooksSync } = await import(hooks)
  nodeModule.registerHooks(hooksSync)
} else {
  nodeModule.register('./register/strip.js', import.meta.url)
  nodeModule.register(hooks, import.meta.url)
}
process.setSourceMapsEnabled(true)
