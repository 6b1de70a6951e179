// `node scripts/build.js [PACKAGE...]`: the published form of the packages, in their dist folders. Each source file becomes
// JavaScript, declarations and a map. Without names: all packages. Run in a package's folder (`pnpm pack`): that one.
//
//   B1. No checker is needed: types are stripped, and declarations come from the annotations alone (isolatedDeclarations).
//   B2. Imports of `./x.ts` become `./x.js`. Maps point at ../src, which is published too.
//   B3. What package.json publishes exists after the build: exports and bin of publishConfig are checked.
//   B4. Doors that it publishes for Node (condition `node`) lead to one file (one-file.js).

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { isolatedDeclarationSync, transformSync } from 'oxc-transform'
import { joinInto } from './one-file.js'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const packages = path.join(root, 'packages')
const here = path.relative(packages, process.cwd())
const named = process.argv.slice(2)
const folders = named.length > 0 ? named : /^[\w-]+$/.test(here) ? [here] : readdirSync(packages).sort()

let files = 0
for (const folder of folders) await build(path.join(packages, folder))
console.log(`${folders.join(', ')}: ${files} files`)

async function build(folder) {
  const source = path.join(folder, 'src')
  const target = path.join(folder, 'dist')
  rmSync(target, { recursive: true, force: true })
  for (const name of readdirSync(source, { recursive: true })) {
    if (name.endsWith('.ts')) emit(path.join(source, name), path.join(target, name.replace(/ts$/, 'js')))
  }
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  const forNode = Object.values(manifest.publishConfig.exports).flatMap((door) => door.node ?? [])
  if (forNode.length > 0) files += await joinInto(folder, forNode)
  checkDoors(folder, manifest)
}

function emit(from, to) {
  const text = readFileSync(from, 'utf8')
  const stripped = transformSync(from, text, { sourcemap: true, typescript: { onlyRemoveTypeImports: true, rewriteImportExtensions: 'rewrite' } })
  const types = isolatedDeclarationSync(from, text, { sourcemap: true })
  for (const { message } of [...stripped.errors, ...types.errors]) throw new Error(`${path.relative(root, from)}: ${message}`)
  mkdirSync(path.dirname(to), { recursive: true })
  const declaration = to.replace(/js$/, 'd.ts')
  write(to, stripped.code, stripped.map, from)
  write(declaration, types.code.replace(/((?:from|import\()\s*["']\.[^"']*)\.ts(["'])/g, '$1.js$2'), types.map, from) // B2
  files++
}

function write(file, text, map, from) {
  const relative = path.relative(path.dirname(file), from).split(path.sep).join('/')
  writeFileSync(file, `${text.trimEnd()}\n//# sourceMappingURL=${path.basename(file)}.map\n`)
  writeFileSync(`${file}.map`, JSON.stringify({ ...map, file: path.basename(file), sources: [relative], sourcesContent: undefined }))
}

/** B3 */
function checkDoors(folder, { name, exports, publishConfig, bin = {} }) {
  for (const door of Object.keys(exports)) if (!(door in publishConfig.exports)) throw new Error(`${name}: publishConfig has no door ${door}`)
  const promised = Object.values(publishConfig.exports).flatMap((door) => (typeof door === 'string' ? [door] : Object.values(door)))
  for (const file of [...promised, ...Object.values(bin)]) {
    if (!existsSync(path.join(folder, file))) throw new Error(`${name} publishes ${file}, which does not exist`)
  }
}
