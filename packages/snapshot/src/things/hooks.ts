// Hooks: a class that saves and loads its own instances. For private #fields, which nobody outside of the class can read, and for
// whatever else is more than its properties.
//
//   class Account {
//     #cents = 0
//     static [SAVE](account: Account) { return account.#cents }          // anything that can be saved
//     static [LOAD](cents: number) { const account = new Account(); account.#cents = cents; return account }
//   }
//
//   HK1. Both are called on the object's own class, so a subclass inherits them and `new this()` makes the right kind.
//   HK2. What SAVE gives is walked like any value: identity, sharing and cycles in it are kept (customs.ts).
//   HK3. The class goes by name, like the class of any instance.
//
// Called by: encode.ts, decode.ts. Calls: the class.

/** Names the static method that gives what is to be saved of an instance. The same symbol in every copy of the library. */
export const SAVE: unique symbol = Symbol.for('stillframe.save') as never
/** Names the static method that makes an instance of what was saved. */
export const LOAD: unique symbol = Symbol.for('stillframe.load') as never

export interface HookedClass {
  readonly name: string
  [SAVE](instance: object): unknown
  [LOAD](saved: unknown): object
}

/** True for classes that have both hooks. */
export function isHooked(value: unknown): value is HookedClass {
  return typeof value === 'function' && typeof (value as Partial<HookedClass>)[SAVE] === 'function' && typeof (value as Partial<HookedClass>)[LOAD] === 'function'
}

/** The class of objects with this prototype, if it has hooks. */
export function hookedClassOf(prototype: object | null): HookedClass | undefined {
  const constructor = prototype === null ? undefined : (Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value as unknown)
  return isHooked(constructor) && (constructor as unknown as Function).prototype === prototype ? constructor : undefined
}
