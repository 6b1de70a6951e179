// Which files are compiled, and what a module is called. Its id is the first half of every function id, and so part of
// every snapshot: it must be the same on every machine, whatever folder the program stands in.
//
//   MI1. The id is the path of the file, with slashes, relative to `root` or STILLFRAME_ROOT, or else to the nearest folder above
//        it with a package.json.
//   MI2. Two files of one program never share an id: the second is refused.
//   MI3. Files in node_modules, and the source of this workspace's own packages, are no part of the program.
//
// Called by: carry.ts, the CLI. Calls: node:fs.

import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StillframeError } from '@stillframe/runtime'

/** The packages folder of the workspace this file is in; undefined in a published package. */
const ownPackages = import.meta.url.endsWith('.ts') ? resolve(dirname(fileURLToPath(import.meta.url)), '../../..') : undefined

/** Whether the module at `url` belongs to the user's program. MI3 */
export function isProgram(url: string): boolean {
  if (!url.startsWith('file:') || !/\.m?[jt]s$/.test(pathname(url)) || url.includes('/node_modules/')) return false
  if (ownPackages === undefined) return true
  const inside = relative(ownPackages, fileURLToPath(bare(url)))
  return inside.startsWith('..') || !/^[^/\\]+[/\\](src|dist|bin|register|register\.js)(?=[/\\]|$)/.test(inside)
}

/** MI1. `root` takes the place of STILLFRAME_ROOT. */
export function moduleIdOf(file: string, root?: string): string {
  return relative(programRoot(dirname(file), root), file).split(sep).join('/')
}

/** The folder that the ids of modules in `folder` begin at. MI1 */
export function programRoot(folder: string, root: string | undefined = process.env['STILLFRAME_ROOT']): string {
  return root ? resolve(root) : packageFolder(folder)
}

const types = new Map<string, unknown>()

/** What the nearest package.json says of the `.js` files in `folder`: 'module', 'commonjs' or nothing. */
export function packageType(folder: string): unknown {
  const root = packageFolder(folder)
  if (!types.has(root)) types.set(root, typeIn(join(root, 'package.json')))
  return types.get(root)
}

function typeIn(file: string): unknown {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { type?: unknown }).type
  } catch {
    return undefined
  }
}

const folders = new Map<string, string>()

/** The nearest folder with a package.json, at or above `folder`; without one, `folder` itself. */
function packageFolder(folder: string): string {
  const known = folders.get(folder)
  if (known !== undefined) return known
  let found = folder
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) {
      found = at
      break
    }
    if (dirname(at) === at) break
  }
  folders.set(folder, found)
  return found
}

/** The ids of one program: of a process, or of one build. */
export class ModuleIds {
  readonly #root: string | undefined
  readonly #taken = new Map<string, string>()

  constructor(root?: string) {
    this.#root = root
  }

  /** The id of the module in `file`. Throws if another file of the program has it. MI2 */
  claim(file: string): string {
    const id = moduleIdOf(file, this.#root)
    const other = this.#taken.get(id)
    if (other !== undefined && other !== file) {
      throw new StillframeError(
        'MODULE_ID_TAKEN', `the modules ${other} and ${file} would have the same id, "${id}"`,
        'name a folder above both: the option `root` of the plugin or command, or the environment variable STILLFRAME_ROOT',
      )
    }
    this.#taken.set(id, file)
    return id
  }
}

/** A URL without query and fragment: a module imported again with another query is the same source. */
export function bare(url: string): string {
  return url.replace(/[?#].*$/, '')
}

/** The same of a path, as bundlers have it. In the names of its folders these are letters. */
export function barePath(id: string): string {
  for (const { index } of id.matchAll(/[?#]/g)) {
    const path = id.slice(0, index)
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path
  }
  return id
}

function pathname(url: string): string {
  return bare(url)
}
