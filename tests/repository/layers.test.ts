// Imports only go down, through doors, and in no circle: docs/layers.json against the source.

import test from 'ava'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { importsOf, packageFolders, Problems, read, resolve, root, sourceFiles } from './files.ts'

interface Layer {
  name: string
  mayImport: string[]
  node: boolean
}

interface Manifest {
  name: string
  exports: Record<string, string | { default: string }>
  bin?: Record<string, string>
  dependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

const layers = (JSON.parse(read('docs/layers.json')) as { packages: Record<string, Layer> }).packages
const manifestOf = (folder: string): Manifest => JSON.parse(read(`packages/${folder}/package.json`)) as Manifest
const doors = new Map(packageFolders.flatMap((folder) => {
  const { name, exports } = manifestOf(folder)
  return Object.keys(exports).map((door) => [path.posix.join(name, door), folder] as const)
}))

test('every package has its row in docs/layers.json, and its name', (t) => {
  t.deepEqual(Object.keys(layers).sort(), packageFolders)
  for (const folder of packageFolders) t.is(layers[folder]?.name, manifestOf(folder).name)
})

test('the table has no circle', (t) => {
  const problems = new Problems()
  const above = (folder: string, path: string[]): void => {
    problems.unless(!path.includes(folder), `a circle: ${[...path, folder].join(' -> ')}`)
    if (path.includes(folder)) return
    for (const door of layers[folder]?.mayImport ?? []) above(doors.get(door) as string, [...path, folder])
  }
  for (const folder of packageFolders) above(folder, [])
  t.deepEqual(problems.found, [])
})

test('imports of packages are in the table, declared, and through a door', (t) => {
  const problems = new Problems()
  for (const folder of packageFolders) {
    const { name, dependencies = {}, peerDependencies = {}, optionalDependencies = {} } = manifestOf(folder)
    const declared = { ...dependencies, ...peerDependencies, ...optionalDependencies }
    for (const file of sourceFiles(folder)) {
      for (const { specifier } of importsOf(file)) {
        if (specifier.startsWith('.')) continue
        if (specifier.startsWith('node:')) {
          problems.unless(layers[folder]?.node, `${file} imports ${specifier}, but ${folder} runs wherever JavaScript runs`)
          continue
        }
        const wanted = /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] as string
        if (wanted === name) {
          problems.unless(specifier !== name && doors.has(specifier), `${file} imports the index of its own package`)
          continue
        }
        const ours = packageFolders.some((other) => manifestOf(other).name === wanted)
        if (ours) {
          problems.unless(doors.has(specifier), `${file} imports ${specifier}, past the doors of ${wanted}`)
          problems.unless(layers[folder]?.mayImport.includes(specifier), `${file} imports ${specifier}, which docs/layers.json does not allow`)
        }
        problems.unless(wanted in declared, `${file} imports ${wanted}, which packages/${folder}/package.json does not declare`)
      }
    }
  }
  t.deepEqual(problems.found, [])
})

test('relative imports stay in their package, name an existing file, and never its index', (t) => {
  const problems = new Problems()
  for (const folder of packageFolders) {
    for (const file of sourceFiles(folder)) {
      for (const { specifier } of importsOf(file)) {
        if (!specifier.startsWith('.')) continue
        const target = resolve(file, specifier)
        problems.unless(target.startsWith(`packages/${folder}/`), `${file} imports ${specifier}, out of its package`)
        problems.unless(existsSync(path.join(root, target)), `${file} imports ${specifier}, which does not exist`)
        problems.unless(target !== `packages/${folder}/src/index.ts`, `${file} imports the index of its own package`)
      }
    }
  }
  t.deepEqual(problems.found, [])
})

test('no circle of value imports between files', (t) => {
  const problems = new Problems()
  for (const folder of packageFolders) {
    const done = new Set<string>()
    const visit = (file: string, trail: string[]): void => {
      if (trail.includes(file)) {
        problems.unless(false, `a circle: ${[...trail.slice(trail.indexOf(file)), file].join(' -> ')}`)
        return
      }
      if (done.has(file) || !existsSync(path.join(root, file))) return
      for (const { specifier, typeOnly } of importsOf(file)) {
        if (specifier.startsWith('.') && !typeOnly) visit(resolve(file, specifier), [...trail, file])
      }
      done.add(file)
    }
    for (const file of sourceFiles(folder)) visit(file, [])
  }
  t.deepEqual(problems.found, [])
})

test('every source file is reached from a door', (t) => {
  const problems = new Problems()
  for (const folder of packageFolders) {
    const { exports, bin = {} } = manifestOf(folder)
    const reached = new Set([...Object.values(exports), ...Object.values(bin)].map((door) => path.posix.join('packages', folder, typeof door === 'string' ? door : door.default)))
    for (const file of reached) {
      if (!existsSync(path.join(root, file))) continue
      // A door may choose what it loads by name: any path it mentions counts.
      for (const [, specifier] of read(file).matchAll(/'(\.{1,2}\/[\w./-]+\.[jt]s)'/g)) reached.add(resolve(file, specifier as string))
    }
    for (const file of sourceFiles(folder)) {
      // The loader of the workspace itself: named by ava.config.js, not by the package.
      if (file.startsWith('packages/stillframe/register/strip')) continue
      problems.unless(reached.has(file), `${file} is imported by nobody`)
    }
  }
  t.deepEqual(problems.found, [])
})
