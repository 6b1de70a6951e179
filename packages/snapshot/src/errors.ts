// Errors: the catalogue of what capture and restore say to their users.
//
//   SE1. Every way to refuse is a row here: a code (docs/what-can-be-saved.md), what is wrong, and how to mend it.
//   SE2. A message reads `path: what is wrong. Cure.`; path and hint are also fields.
//
// Called by: every room of the package. Calls: nothing.

/** What can't be saved or restored, and why: `code`, where it hangs (`path`), and the cure (`hint`). */
export class SnapshotError extends Error {
  readonly code: string
  /** The way from the root to the culprit, in words; empty when there is no such thing. */
  readonly path: string
  readonly hint: string

  constructor(code: string, what: string, hint = '', path = '', options?: ErrorOptions) {
    super(`${path === '' ? '' : `${path}: `}${what}${hint === '' ? '' : `. ${hint}`}`, options)
    this.name = 'SnapshotError'
    this.code = code
    this.path = path
    this.hint = hint
  }
}

/** A value that can't be saved: what `explain` lists, and what `capture` throws as a SnapshotError. */
export interface Refusal {
  readonly code: string
  readonly path: string
  /** The whole sentence: path, what is wrong, cure. */
  readonly message: string
  readonly hint: string
}

/** Why a value is refused, before its path is known. */
export interface Reason {
  readonly code: string
  readonly what: string
  readonly hint: string
}

const reason = (code: string, what: string, hint: string): Reason => ({ code, what, hint })
const PERMANENT_OR_DROP = 'Register it as a permanent, or drop it before the yield.'

/** What capture refuses. */
export const refuse = {
  instance: (name: string): Reason =>
    reason('NOT_SAVABLE', `${article(name)} can't be saved`, PERMANENT_OR_DROP),
  /** Of a class that has no name. */
  unknownClass: (name: string): Reason =>
    reason('NOT_SAVABLE', `${article(name)} can't be saved`,
      `${PERMANENT_OR_DROP} (A class of yours goes by the name it has in a compiled module, one with generator functions, that declares or imports it.)`),
  privateFields: (name: string): Reason =>
    reason('PRIVATE_FIELDS', `${article(name)} has private #fields, which nobody outside of its class can read`,
      'Give the class static [SAVE] and [LOAD] methods, use ordinary fields, or register it as a permanent.'),
  promise: (): Reason =>
    reason('PROMISE', 'a Promise can\'t be saved', 'Wait for it through request(kind, args), which is saved and asked again after a restore.'),
  proxy: (): Reason =>
    reason('NOT_SAVABLE', 'a Proxy can\'t be saved: its traps are code that nobody can read', 'Save what it stands for, or register it as a permanent.'),
  weak: (name: string): Reason =>
    reason('NOT_SAVABLE', `a ${name} can't be saved: nobody can list what it holds`, 'Use a Map or a Set, or register it as a permanent.'),
  nativeGenerator: (): Reason =>
    reason('NATIVE_GENERATOR', 'a native generator object can\'t be saved',
      'Compile the module that defines its function: run with `node --import stillframe/register`, or use the bundler plugin; CommonJS is not compiled.'),
  nativeIterator: (name: string): Reason =>
    reason('NATIVE_ITERATOR', `a native ${name} can't be saved: nobody can read its position`,
      'Loop with for-of in the tasklet itself, or keep an array and an index.'),
  nativeFrame: (): Reason =>
    reason('NATIVE_FRAME', 'its frame is a native generator, which can\'t be saved',
      'Compile the module: run with `node --import stillframe/register`, or use the bundler plugin; CommonJS is not compiled.'),
  runningGenerator: (): Reason =>
    reason('GENERATOR_RUNNING', 'a generator object that is running can\'t be saved', 'Capture it between two calls of next().'),
  strayFrame: (name: string): Reason =>
    reason('FRAME_RUNNING', `the frame of ${name} stands at no point where it can be saved`, 'Capture it from outside, while its tasklet waits.'),
  function: (name: string, bound: boolean): Reason =>
    reason('FUNCTION_UNNAMED', `the ${bound ? 'bound ' : ''}function "${name || 'anonymous'}" can't be saved: no compiled module defines it`,
      'Define it in a module that Stillframe compiles, register it as a permanent, or drop it before the yield.'),
  class: (name: string): Reason =>
    reason('FUNCTION_UNNAMED', `the class "${name || 'anonymous'}" can't be saved: no compiled module declares it, or it was made inside a function and holds what can't be made again (private static members, names of a class around it)`,
      'Declare it at the top of a module that Stillframe compiles, register it as a permanent, or drop it before the yield.'),
  code: (name: string): Reason =>
    reason('FUNCTION_UNNAMED', `${name} can't be saved: it makes code from text`, 'Register it as a permanent.'),
  namespace: (): Reason =>
    reason('NOT_SAVABLE', 'a module namespace object can\'t be saved', 'Import it with `import * as name` in a compiled module, or register it as a permanent.'),
  symbolKey: (name: string): Reason =>
    reason('NOT_SAVABLE', `${name} can't be saved`, PERMANENT_OR_DROP),
  unreadable: (name: string, error: unknown): Reason =>
    reason('NOT_SAVABLE', `${article(name)} can't be saved: reading it threw ${words(error)}`, PERMANENT_OR_DROP),
  running: (code: string, what: string, hint: string | undefined): Reason =>
    reason(code, what, `${capital(hint ?? 'capture it from outside, while it waits')}.`),
  customCaptured: (name: string): Reason =>
    reason('NOT_SAVABLE', `a function captures ${article(name)}, of a custom type, directly`, 'Keep it in a variable of the enclosing function.'),
  permanentTwice: (one: string, two: string): Reason =>
    reason('PERMANENT_TWICE', `one object has two permanent names, "${one}" and "${two}"`, 'Give each object one name.'),
  permanentShared: (name: string): Reason =>
    reason('PERMANENT_TWICE', `the permanent name "${name}" was given to two objects`, 'Give each object a name of its own.'),
  permanentName: (name: unknown): Reason =>
    reason('PERMANENT_NAME', `permanents.save gave ${words(name)}`, 'Give a string, or undefined for what is no permanent.'),
  forkRequest: (): Reason =>
    reason('FORK_REQUEST', 'a tasklet that waits for a request can\'t be forked: a request is answered once', 'Fork before it asks, or when the answer has come.'),
  tooLarge: (what: string): Reason =>
    reason('TOO_LARGE', what, 'Raise `limits`, or keep less.'),
} as const

/** What restore refuses. */
export const fail = {
  malformed: (what: string, cause?: unknown): SnapshotError =>
    new SnapshotError('MALFORMED', `this is no snapshot: ${what}`, 'Was the text cut or changed?', '', cause === undefined ? undefined : { cause }),
  checksum: (): SnapshotError =>
    new SnapshotError('CHECKSUM', 'the checksum of this snapshot is wrong', 'The text was cut or changed since it was captured.'),
  version: (version: unknown, newest: number): SnapshotError =>
    new SnapshotError('VERSION', `this snapshot has format version ${words(version)}; this library reads versions 1 to ${newest}`,
      'Restore it with a newer version of stillframe.'),
  deltaOrder: (): SnapshotError =>
    new SnapshotError('DELTA_ORDER', 'a delta does not belong after the text before it', 'Give restore the snapshot and all of its deltas, in the order in which they were made.'),
  deltaAlone: (): SnapshotError =>
    new SnapshotError('MALFORMED', 'this is no snapshot: it is a delta, which says only what has changed since the texts before it',
      'In its program, restore(base, ...deltas) puts it together with the snapshot it belongs to; capture() of that is a text that can be looked at, compared and checked.'),
  notDelta: (value: unknown): SnapshotError =>
    new SnapshotError('DELTA_ORDER', `${kindOf(value)} stands where a delta or the options should`,
      'Give each delta as a text of its own, restore(base, ...deltas, options), with the options, a plain object, last.'),
  notOptions: (value: unknown): SnapshotError =>
    new SnapshotError('DELTA_ORDER', `${kindOf(value)} stands where the options should`,
      'This takes one text. In its program, restore(base, ...deltas) takes the deltas too; capture() of that is one text.'),
  tooLarge: (what: string, limit: number, is: number): SnapshotError =>
    new SnapshotError('TOO_LARGE', `the snapshot has ${is} ${what}, the limit is ${limit}`, 'Raise `limits` if you trust its origin.'),
  /** What the ladder (ladder.ts) found. `name` and `label` are those of a frame; empty for scopes and closures. */
  stuck: (code: 'FUNCTION_UNKNOWN' | 'CODE_CHANGED', name: string, label: string, what: string, hint: string, path: string): SnapshotError => {
    if (code === 'FUNCTION_UNKNOWN') {
      return new SnapshotError(code, what, `Import the module that defines it, compiled, before you restore${hint === '' ? '. If it was renamed or moved, supply a migration' : `; ${hint}`}.`, path)
    }
    const where = label === '' ? 'what was saved' : `a frame waiting at "${label}"`
    return new SnapshotError(code, `the code of ${name} has changed, and ${where} can't go on: ${what}`,
      `${hint === '' ? 'Keep the label and its variables until no saved frame stands there, or supply a migration' : hint}.`, path)
  },
  privateFields: (name: string, path: string): SnapshotError =>
    new SnapshotError('PRIVATE_FIELDS', `${article(name)} has private #fields here, which an object that was saved without them can't get`,
      'Use ordinary fields until no saved object of this class is left, or give the class another name.', path),
  migrationFailed: (name: string, label: string, what: string, path: string, cause?: unknown): SnapshotError =>
    new SnapshotError('MIGRATION_FAILED', `the migration of ${name} at "${label}" ${what}`,
      'Try it alone: it is a function of the saved variables.', path, cause === undefined ? undefined : { cause }),
  foreignArchive: (what: string): SnapshotError =>
    new SnapshotError('ARCHIVE_FOREIGN', `a file of the code archive can't be used: ${what}`, 'Give the folder that the build of this program wrote.'),
  classNewer: (name: string, was: number, is: number, path: string): SnapshotError =>
    new SnapshotError('CLASS_NEWER', `this ${name} was saved by version ${was} of its class, which has version ${is} here`,
      'Go on with the newer program.', path),
  upgradeFailed: (name: string, was: number, cause: unknown, path: string): SnapshotError =>
    new SnapshotError('MIGRATION_FAILED', `upgrade() of ${name} threw for an object of version ${was}: ${words(cause)}`, '', path, { cause }),
  unknownFunction: (id: string, path: string): SnapshotError =>
    new SnapshotError('FUNCTION_UNKNOWN', `no function "${id}" is registered`,
      'Import the module that defines it, compiled, before you restore. If it was renamed or moved, supply a migration.', path),
  unknownName: (name: string, path: string): SnapshotError =>
    new SnapshotError('NAME_UNKNOWN', `nothing is called "${name}" here`,
      'Import the module that defines it, compiled, before you restore.', path),
  changedName: (name: string, was: string, is: string, path: string): SnapshotError =>
    new SnapshotError('NAME_CHANGED', `"${name}" was ${article(was)} and is ${article(is)} now`, 'Give it back its meaning, or use another name.', path),
  changedBase: (name: string, was: string, is: string, path: string): SnapshotError =>
    new SnapshotError('NAME_CHANGED', `the class "${name}" was made from ${article(was)} and is made from ${article(is)} now`,
      'An object that was saved can neither get nor lose what a built-in class keeps in its own: keep the base, and make the new class under another name.', path),
  permanentMissing: (name: string, path: string): SnapshotError =>
    new SnapshotError('PERMANENT_MISSING', `the permanent "${name}" is missing`, `Pass it to restore: { permanents: { ${JSON.stringify(name)}: ... } }.`, path),
  permanentChanged: (name: string, was: string, is: string, path: string): SnapshotError =>
    new SnapshotError('PERMANENT_CHANGED', `the permanent "${name}" was ${article(was)} when it was saved, and is ${article(is)} now`,
      'Pass the same kind of thing under this name.', path),
  permanentFailed: (name: string, cause: unknown): SnapshotError =>
    new SnapshotError('PERMANENT_MISSING', `permanents.load threw for "${name}": ${words(cause)}`, '', '', { cause }),
  leftOut: (name: string, path: string): SnapshotError =>
    new SnapshotError('MALFORMED', `${name} was refused when this text was made for describe()`, 'Make it with capture().', path),
  unknownCustom: (what: string, name: string, path: string): SnapshotError =>
    new SnapshotError('TYPE_UNKNOWN', `no ${what} "${name}" is registered with superjson`, 'Register it before you restore.', path),
  unknownToHost: (what: string, path: string): SnapshotError =>
    new SnapshotError('TYPE_UNKNOWN', `${what} is not known to this host`, 'Restore it where it is, for example on a newer Node.', path),
  customFailed: (name: string, cause: unknown): SnapshotError =>
    new SnapshotError('CUSTOM_FAILED', `deserialize of the custom type "${name}" threw ${words(cause)}`, '', '', { cause }),
  customCycle: (name: string): SnapshotError =>
    new SnapshotError('CUSTOM_FAILED', `an object of the custom type "${name}" contains itself where its deserialize hides it`,
      'Keep the reference in an own property of what deserialize returns.'),
} as const

/** What seal and open refuse. */
export const seals = {
  key: (what: string): SnapshotError =>
    new SnapshotError('SEAL_KEY', what, 'Make a secret with `node -p "crypto.randomBytes(32).toString(\'base64\')"`, and keep it out of the code.'),
  unknownKey: (id: string): SnapshotError =>
    new SnapshotError('SEAL_KEY_UNKNOWN', `it was sealed with the key ${words(id)}, which is not on the ring`, 'Keep a key until what it sealed has expired.'),
  damaged: (): SnapshotError =>
    new SnapshotError('SEAL_DAMAGED', 'this is no sealed text, or it was changed, or sealed with another secret', 'Trust nothing in it.'),
  version: (version: unknown): SnapshotError =>
    new SnapshotError('VERSION', `it was sealed by version ${words(version)} of the seal; this library reads version 1`, 'Open it with a newer version of stillframe.'),
  audience: (audience: string): SnapshotError =>
    new SnapshotError('SEAL_AUDIENCE', `it was not sealed for ${words(audience)}`, 'Name the audience it was sealed for.'),
  expired: (at: number): SnapshotError =>
    new SnapshotError('SEAL_EXPIRED', `it could be opened until ${new Date(at).toISOString()}`, 'Ask for a fresh one.'),
  expiry: (value: unknown): SnapshotError =>
    new SnapshotError('SEAL_EXPIRY', `expiresInMs is ${words(value)}`, 'Give a number of milliseconds above 0, or leave it out.'),
  noCrypto: (): SnapshotError =>
    new SnapshotError('SEAL_NO_CRYPTO', 'this host has no WebCrypto (globalThis.crypto)', 'Use Node 20 or newer, or another host that has it.'),
} as const

function article(name: string): string {
  return /^(an?|the) /.test(name) ? name : `${/^[aeiou]/i.test(name) && !/^(u[irs]|uni)/i.test(name) ? 'an' : 'a'} ${name}`
}

/** What a value is, for who gave it in the wrong place. */
function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'an array'
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? 'a text' : words(value)
  const kind = Object.prototype.toString.call(value).slice(8, -1)
  return kind === 'Object' ? 'an object that is not plain' : article(kind)
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** A short text for any value; never throws. */
export function words(value: unknown): string {
  try {
    if (value instanceof Error) return `${value.name}: ${value.message}`
    if (typeof value === 'string') return JSON.stringify(value)
    if (typeof value === 'object' && value !== null) return 'an object'
    return String(value)
  } catch {
    return 'something unreadable'
  }
}
