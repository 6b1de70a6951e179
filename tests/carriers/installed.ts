// A user's project with the published packages: packed as for the registry, unpacked into node_modules, beside what they
// depend on. Nothing in it knows the workspace.
//
// Called by: the tests in this folder. Calls: pnpm pack, tar.

import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))

interface Manifest {
  name: string
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

const manifest = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest

/** A copy of tests/carriers/project in a folder of its own, everything installed. */
export function installProject(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'stillframe-carriers-')))
  cpSync(join(here, 'project'), folder, { recursive: true })
  const packed = join(folder, 'packed')
  mkdirSync(packed)
  execFileSync('npx', ['--yes', 'pnpm@12.21.0', '--recursive', '--filter', './packages/*', 'pack', '--pack-destination', packed], { cwd: root, stdio: 'pipe' })
  for (const tarball of readdirSync(packed)) unpack(join(packed, tarball), folder)
  for (const name of readdirSync(join(root, 'packages'))) link(join(root, 'packages', name), 'dependencies', folder)
  link(here, 'devDependencies', folder)
  return folder
}

export function removeProject(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

function unpack(tarball: string, project: string): void {
  const text = execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' })
  const target = join(project, 'node_modules', (JSON.parse(text) as Manifest).name)
  mkdirSync(target, { recursive: true })
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', target])
}

/** What others have published: from where pnpm has put it. */
function link(dependent: string, kind: 'dependencies' | 'devDependencies', project: string): void {
  for (const name of Object.keys(manifest(dependent)[kind] ?? {})) {
    const target = join(project, 'node_modules', name)
    if (existsSync(target)) continue
    mkdirSync(dirname(target), { recursive: true })
    symlinkSync(realpathSync(join(dependent, 'node_modules', name)), target)
  }
}
