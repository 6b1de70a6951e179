// What a sample says. The lines belong to the harness, which takes them away after every slice: a sample that goes on
// in another process logs there, and the harness puts the lines together.
//
// Called by: samples, player.ts. Calls: nothing.

/** The type of a tasklet's body that returns `R`. What its bare yields give and take is the scheduler's business. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Task<R = void> = Generator<any, R, any>

let lines: string[] = []

/** Writes one line: strings as they are, other values in the notation of `show`, joined by spaces. */
export function log(...values: unknown[]): void {
  lines.push(values.map((value) => (typeof value === 'string' ? value : show(value))).join(' '))
}

/** The lines since the last call. */
export function takeLines(): string[] {
  const taken = lines
  lines = []
  return taken
}

/** A value as one would write it. */
export function show(value: unknown, within: readonly unknown[] = []): string {
  switch (typeof value) {
    case 'string': return JSON.stringify(value)
    case 'number': return Object.is(value, -0) ? '-0' : String(value)
    case 'bigint': return `${value}n`
    case 'function': return `[function ${value.name}]`
    case 'object': return value === null ? 'null' : within.includes(value) ? '<cycle>' : showObject(value, [...within, value])
    default: return String(value)
  }
}

function showObject(object: object, within: readonly unknown[]): string {
  const inner = (value: unknown): string => show(value, within)
  if (Array.isArray(object)) {
    return `[${Array.from(object, (item, i) => (i in object ? inner(item) : '<hole>')).join(', ')}]`
  }
  if (object instanceof Date) return object.toISOString()
  if (object instanceof RegExp) return String(object)
  if (object instanceof Error) return `${object.name}: ${object.message}`
  const name = (Object.getPrototypeOf(object) as { constructor?: { name: string } } | null)?.constructor?.name ?? 'null'
  if (ArrayBuffer.isView(object)) return `${name} [${Array.from(object as Uint8Array, inner).join(', ')}]`
  if (object instanceof Map) return `Map {${Array.from(object, ([key, item]) => `${inner(key)} => ${inner(item)}`).join(', ')}}`
  if (object instanceof Set) return `Set {${Array.from(object, inner).join(', ')}}`
  const fields = Reflect.ownKeys(object)
    .filter((key) => Object.prototype.propertyIsEnumerable.call(object, key))
    .map((key) => `${String(key)}: ${inner((object as Record<PropertyKey, unknown>)[key])}`)
  const body = fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
  return name === 'Object' ? body : `${name} ${body}`
}
