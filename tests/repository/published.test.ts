// What is published can be made from the source alone: declarations from annotations, doors for everything exported.

import test from 'ava'
import { isolatedDeclarationSync } from 'oxc-transform'
import { packageFolders, Problems, read, sourceFiles } from './files.ts'

interface Manifest {
  license: string
  /** `built`: what is published for Node, for the benchmarks. */
  exports: Record<string, string | { built: string; default: string }>
  publishConfig?: { exports: Record<string, string | { types: string; node?: string; default: string }> }
}

test('what is exported has its types written out, so that declarations need no checker', (t) => {
  const problems = new Problems()
  for (const file of packageFolders.flatMap(sourceFiles).filter((name) => name.endsWith('.ts'))) {
    const source = read(file)
    for (const { message, labels } of isolatedDeclarationSync(file, source).errors) {
      problems.unless(false, `${file}:${source.slice(0, labels[0]?.start ?? 0).split('\n').length}: ${message}`)
    }
  }
  t.deepEqual(problems.found, [])
})

test('every package has the license of the repository, and says which', (t) => {
  for (const folder of packageFolders) {
    t.is(read(`packages/${folder}/LICENSE`), read('LICENSE'), folder)
    t.is((JSON.parse(read(`packages/${folder}/package.json`)) as Manifest).license, 'MIT', folder)
  }
})

test('every door of a package is published, and leads to the built file of the same source', (t) => {
  const problems = new Problems()
  for (const folder of packageFolders) {
    const { exports, publishConfig } = JSON.parse(read(`packages/${folder}/package.json`)) as Manifest
    for (const [door, leadsTo] of Object.entries(exports)) {
      const [source, built] = typeof leadsTo === 'object' ? [leadsTo.default, leadsTo.built] : [leadsTo]
      const target = publishConfig?.exports[door]
      const [published, forNode] = typeof target === 'object' ? [target.default, target.node] : [target]
      const wanted = source.replace(/^\.\/src\/(.*)\.ts$/, './dist/$1.js')
      problems.unless(published === wanted, `packages/${folder}/package.json publishes ${door} as ${published}, not ${wanted}`)
      problems.unless(forNode === built, `packages/${folder}/package.json publishes ${door} for Node as ${forNode}, not ${built}`)
    }
  }
  t.deepEqual(problems.found, [])
})
