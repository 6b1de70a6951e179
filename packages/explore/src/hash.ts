// A hash of a text, 128 bits: wide enough that no two states of an exploration are ever taken for one.
//
// Called by: explore.ts. Calls: nothing.

export function hashOf(text: string): string {
  let [a, b, c, d] = [0xdeadbeef, 0x41c6ce57, 0x9e3779b9, 0x85ebca6b]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
    c = Math.imul(c ^ (code + i), 2246822519)
    d = Math.imul(d ^ (code * 31 + i), 3266489917)
  }
  return [a ^ (a >>> 16), b ^ (b >>> 15), c ^ (c >>> 13), d ^ (d >>> 16)].map((word) => (word >>> 0).toString(36)).join('-')
}
