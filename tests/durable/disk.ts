// A disk in memory that breaks when told to, and forgets what was not synced.
//
//   DI1. The `breakAt`-th call throws, and so does every later one: the machine has stopped. A write that breaks has
//        written half of its text.
//   DI2. After a stop, a file holds what was synced last and any part of what was appended since; the names in a folder
//        are those of the last sync of the folder and any number of the changes since, in order.

import type { Files } from '@stillframe/durable'

interface Inode {
  text: string
  synced: string
}

type Change = (names: Map<string, Inode>) => void

const problem = (code: string, path: string): Error => Object.assign(new Error(`${code}: ${path}`), { code })

export class Disk implements Files {
  names: Map<string, Inode> = new Map()
  #durable: Map<string, Inode> = new Map()
  #changes: Change[] = []
  #open: Map<number, Inode> = new Map()
  #next = 3
  calls = 0
  breakAt: number = Infinity

  #call(): boolean {
    this.calls++
    if (this.calls > this.breakAt) throw problem('EIO', 'the disk is gone')
    return this.calls === this.breakAt
  }

  #change(change: Change): void {
    change(this.names)
    this.#changes.push(change)
  }

  read(path: string): string {
    if (this.#call()) throw problem('EIO', path)
    const file = this.names.get(path)
    if (file === undefined) throw problem('ENOENT', path)
    return file.text
  }

  create(path: string, exclusive = false): number {
    if (this.#call()) throw problem('ENOSPC', path)
    if (exclusive && this.names.has(path)) throw problem('EEXIST', path)
    const file: Inode = this.names.get(path) ?? { text: '', synced: '' }
    file.text = ''
    this.#change((names) => names.set(path, file))
    this.#open.set(this.#next, file)
    return this.#next++
  }

  append(handle: number, text: string): void {
    const broken = this.#call()
    const file = this.#open.get(handle) as Inode
    file.text += broken ? text.slice(0, text.length >> 1) : text
    if (broken) throw problem('ENOSPC', 'write')
  }

  sync(handle: number): void {
    if (this.#call()) throw problem('EIO', 'fsync')
    const file = this.#open.get(handle) as Inode
    file.synced = file.text
  }

  close(handle: number): void {
    if (this.#call()) throw problem('EIO', 'close')
    this.#open.delete(handle)
  }

  rename(from: string, to: string): void {
    if (this.#call()) throw problem('EIO', 'rename')
    const file = this.names.get(from)
    if (file === undefined) throw problem('ENOENT', from)
    if (this.names.get(to) === file) return // two names of one file: POSIX does nothing
    this.#change((names) => {
      names.set(to, file)
      names.delete(from)
    })
  }

  link(from: string, to: string): void {
    if (this.#call()) throw problem('EIO', 'link')
    const file = this.names.get(from)
    if (file === undefined) throw problem('ENOENT', from)
    if (this.names.has(to)) throw problem('EEXIST', to)
    this.#change((names) => names.set(to, file))
  }

  remove(path: string): void {
    if (this.#call()) throw problem('EIO', 'unlink')
    this.#change((names) => names.delete(path))
  }

  list(folder: string): string[] | undefined {
    if (this.#call()) throw problem('EIO', 'readdir')
    const inside = [...this.names.keys()].filter((path) => path.startsWith(`${folder}/`))
    const all = inside.map((path) => path.slice(folder.length + 1).split('/')[0] as string)
    return all.length === 0 ? undefined : [...new Set(all)].sort()
  }

  makeFolder(): void {
    if (this.#call()) throw problem('EIO', 'mkdir')
  }

  removeFolder(): void {
    if (this.#call()) throw problem('EIO', 'rmdir')
  }

  syncFolder(): void {
    if (this.#call()) throw problem('EIO', 'fsync')
    this.#durable = new Map(this.names)
    this.#changes = []
  }

  /** Every disk that may be found after the machine stopped now. DI2 */
  *afterStop(): Generator<Disk> {
    for (let kept = 0; kept <= this.#changes.length; kept++) {
      for (const part of [0, 0.5, 1]) {
        const names = new Map(this.#durable)
        for (const change of this.#changes.slice(0, kept)) change(names)
        const disk = new Disk()
        const copies = new Map<Inode, Inode>()
        for (const [path, file] of names) {
          let copy = copies.get(file)
          if (copy === undefined) {
            const unsynced = file.text.startsWith(file.synced) ? file.text.slice(file.synced.length) : file.text
            const text = file.text === file.synced ? file.text : (file.text.startsWith(file.synced) ? file.synced : '') + unsynced.slice(0, Math.floor(unsynced.length * part))
            copy = { text, synced: text }
            copies.set(file, copy)
          }
          disk.names.set(path, copy)
        }
        disk.#durable = new Map(disk.names)
        yield disk
      }
    }
  }

  /** The same disk after the program alone was killed: nothing is lost. */
  afterKill(): Disk {
    const disk = new Disk()
    disk.names = this.names
    disk.#durable = new Map(this.names)
    return disk
  }
}
