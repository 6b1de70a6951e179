// Ids of functions, scopes and closures, in code and in snapshots: `orders.ts#checkout`, `orders.ts#checkout/add`, `orders.ts#checkout+2` (the
// second scope of that function), and with the version behind it what archived code has made: `orders.ts#checkout/add@1x2y3z`.
//
// Called by: ladder.ts, scopes.ts, archive.ts, migrations.ts. Calls: nothing.

/** Without the version that archived code has behind it. */
export const plainId = (id: string): string => id.replace(/(#[^@]*)@[^@#]*$/, '$1')

export const isVersioned = (id: string): boolean => plainId(id) !== id

/** The function whose variables a scope holds. */
export const ownerOf = (scope: string): string => plainId(scope).replace(/\+\d+$/, '')

/** Is it a function, one inside of it, or a scope of these? */
export const isWithin = (id: string, fn: string): boolean => id === fn || (id.startsWith(fn) && /^[/+]/.test(id.slice(fn.length)))
