// Are two graphs the same, as far as a program can see? Walks both in step, and insists that identity corresponds.

/** Words for the first difference, or '' if there is none. */
export function difference(left: unknown, right: unknown): string {
  const partner = new Map<unknown, unknown>()
  const back = new Map<unknown, unknown>()
  const work: [unknown, unknown, string][] = [[left, right, 'root']]
  for (let pair = work.pop(); pair !== undefined; pair = work.pop()) {
    const [a, b, path] = pair
    if (!isThing(a) || !isThing(b)) {
      if (!Object.is(a, b)) return `${path}: ${show(a)} is not ${show(b)}`
      continue
    }
    if (partner.has(a) || back.has(b)) {
      if (partner.get(a) !== b || back.get(b) !== a) return `${path}: identity differs`
      continue
    }
    partner.set(a, b)
    back.set(b, a)
    if (a === b) continue
    if (typeof a === 'symbol' || typeof b === 'symbol') {
      if (String(a) !== String(b)) return `${path}: ${String(a)} is not ${String(b)}`
      continue
    }
    const tags = [a, b].map((one) => Object.prototype.toString.call(one))
    if (tags[0] !== tags[1]) return `${path}: ${tags.join(' is not ')}`
    if (Object.isFrozen(a) !== Object.isFrozen(b) || Object.isExtensible(a) !== Object.isExtensible(b)) return `${path}: frozen or not`
    const inner = [content(a), content(b)] as const
    if (inner[0].length !== inner[1].length) return `${path}: content has ${inner[0].length} and ${inner[1].length} parts`
    inner[0].forEach((part, i) => work.push([part, inner[1][i], `${path}<${i}>`]))
    work.push([Object.getPrototypeOf(a), Object.getPrototypeOf(b), `${path}.__proto__`])
    const keys = [a, b].map((one) => Reflect.ownKeys(one))
    if (keys[0]?.length !== keys[1]?.length) return `${path}: keys ${show(keys[0])} are not ${show(keys[1])}`
    for (const [i, key] of (keys[0] ?? []).entries()) {
      const other = keys[1]?.[i] as string | symbol
      work.push([key, other, `${path} key ${i}`])
      const [mine, theirs] = [Object.getOwnPropertyDescriptor(a, key), Object.getOwnPropertyDescriptor(b, other)] as [PropertyDescriptor, PropertyDescriptor]
      for (const attribute of ['value', 'get', 'set', 'writable', 'enumerable', 'configurable'] as const) {
        work.push([mine[attribute], theirs[attribute], `${path}.${String(key)} ${attribute}`])
      }
    }
  }
  return ''
}

const isThing = (value: unknown): value is object | symbol => (typeof value === 'object' && value !== null) || typeof value === 'function' || typeof value === 'symbol'

/** What an object holds outside of its properties. */
function content(object: object): unknown[] {
  if (object instanceof Map) return [...object].flat()
  if (object instanceof Set) return [...object]
  if (object instanceof Date) return [object.getTime()]
  if (object instanceof RegExp) return [object.source, object.flags]
  if (object instanceof ArrayBuffer) return [new Uint8Array(object).join()]
  if (ArrayBuffer.isView(object)) return [object.byteOffset, object.byteLength, object.buffer]
  if (object instanceof URL || object instanceof URLSearchParams) return [String(object)]
  if (object instanceof Number || object instanceof String || object instanceof Boolean || object instanceof BigInt || object instanceof Symbol) return [object.valueOf()]
  return []
}

function show(value: unknown): string {
  try {
    return Array.isArray(value) ? `[${value.map(String).join()}]` : String(value)
  } catch {
    return 'an object'
  }
}
