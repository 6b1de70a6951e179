// The door of the durable package.

export { listArchive, loadArchive, occupied, pruneArchive, writeArchive, type ArchiveEntry, type ArchiveFile } from './archive.ts'
export { builtIn, effect, readFile, writeFile, type EffectContext, type EffectHandler, type EffectRun } from './effects.ts'
export { nodeFiles, replaceFile, type Files } from './files.ts'
export { acquire, isAlive, liveOwner, ourselves, type Lock, type Owner } from './lock.ts'
export { Process, runDurably, type Outcome, type ProcessOptions } from './process.ts'
export { decodeRecord, encodeRecord, type Header, type Record, type Status } from './record.ts'
export { Slot, Store, type Entry, type StoreOptions } from './store.ts'
