// `node build.mjs CARRIER [--minify] [--checkpoints] [--archive]`: src/main.ts to out/CARRIER/main.js, with its map, and its code
// archive to out/CARRIER-archive-code (not into a folder that the bundler empties).

import path from 'node:path'

const [carrier, ...flags] = process.argv.slice(2)
const minify = flags.includes('--minify')
const checkpoints = flags.includes('--checkpoints')
const archive = flags.includes('--archive')
const entry = path.resolve('src/main.ts')
const folder = path.resolve('out', [carrier, ...(minify ? ['minified'] : []), ...(checkpoints ? ['checkpoints'] : []), ...(archive ? ['archive'] : [])].join('-'))
const builders = { vite, rollup, rolldown, esbuild, webpack }
const door = (await import(`stillframe/${carrier}`)).default
await builders[carrier](() => door(archive ? { archive: `${folder}-code` } : checkpoints ? { checkpoints } : undefined))

async function vite(stillframe) {
  const { build } = await import('vite')
  await build({
    logLevel: 'warn', configFile: false, plugins: [stillframe()], ssr: { noExternal: true },
    build: { ssr: entry, outDir: folder, sourcemap: true, minify: Boolean(minify), target: 'node20', rollupOptions: { output: { entryFileNames: 'main.js' } } },
  })
}

async function rollup(stillframe) {
  const bundle = await (await import('rollup')).rollup({ input: entry, plugins: [stillframe()], external: /^stillframe|^node:/ })
  await bundle.write({ file: path.join(folder, 'main.js'), format: 'es', sourcemap: true })
}

async function rolldown(stillframe) {
  const bundle = await (await import('rolldown')).rolldown({ input: entry, plugins: [stillframe()], platform: 'node' })
  await bundle.write({ file: path.join(folder, 'main.js'), format: 'esm', sourcemap: true, minify: Boolean(minify) })
}

async function esbuild(stillframe) {
  const { build } = await import('esbuild')
  await build({
    entryPoints: [entry], outfile: path.join(folder, 'main.js'), bundle: true, platform: 'node', format: 'esm', plugins: [stillframe()],
    sourcemap: true, minify: Boolean(minify), logLevel: 'error',
  })
}

async function webpack(stillframe) {
  const bundler = (await import('webpack')).default
  const compiler = bundler({
    mode: 'production', target: 'node20', entry, plugins: [stillframe()], devtool: 'source-map', experiments: { outputModule: true },
    output: { path: folder, filename: 'main.js', module: true, devtoolModuleFilenameTemplate: '[absolute-resource-path]' },
    optimization: { minimize: Boolean(minify) },
  })
  const stats = await new Promise((resolve, reject) => compiler.run((error, result) => (error ? reject(error) : resolve(result))))
  if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString())
}
