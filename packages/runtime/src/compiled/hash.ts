// Hashes that tell versions of code apart: bodies and sites in the compiler, shapes in meta.ts. They don't change with the
// engine, the platform or the release, for snapshots hold them.
//
// A snapshot may have been written when more of a hash was kept: what is kept now is the end of that.
//
// Called by: meta.ts, the compiler. Calls: nothing.

/** How much of a hash tells the bodies of one function apart: 36 bits. */
export const BODY_LENGTH = 7
/** What tells the places apart that points of one label stand in: 10 bits of the condition, 5 of the loops around, 15 of the expression. */
export const SITE_LENGTH = 6

/** Two 32-bit multiplicative hashes, 53 bits as text: for telling versions apart, not against forgery. */
export class Hash {
  #a = 0xdeadbeef
  #b = 0x41c6ce57

  add(text: string): void {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      this.#a = Math.imul(this.#a ^ code, 2654435761)
      this.#b = Math.imul(this.#b ^ code, 1597334677)
    }
    this.#a = Math.imul(this.#a ^ 31, 2246822519)
    this.#b = Math.imul(this.#b ^ 31, 3266489917)
  }

  text(): string {
    const a = Math.imul(this.#a ^ (this.#a >>> 16), 2246822507) ^ Math.imul(this.#b ^ (this.#b >>> 13), 3266489909)
    const b = Math.imul(this.#b ^ (this.#b >>> 16), 2246822507) ^ Math.imul(this.#a ^ (this.#a >>> 13), 3266489909)
    return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36)
  }
}
