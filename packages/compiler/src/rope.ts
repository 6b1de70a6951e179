// Ropes: output text in pieces, each of which knows where it came from.
//
//   RO1. A `source` piece is a verbatim slice of the input: it maps character by character, line by line.
//   RO2. A `local` piece is an occurrence of a step's variable; liveness, and what must be stored, are computed from these alone.
//   RO3. A `goto` piece is a jump out of verbatim text to a label of the listing; it is one statement.
//   RO4. A `field` piece is a variable of a scope object, behind its dot. Minifiers leave fields alone, so they are numbered;
//        what is known of the scope has their names.
//
// Called by: the lowering, the emitter. Calls: nothing.

/** A variable of a step function: a JavaScript local between two suspend points, a slot across them. */
export interface Local {
  /** The name in the author's program, or of what the lowering keeps: unique within the function. */
  readonly name: string
  /** The identifier in the emitted code. */
  readonly text: string
  index: number
}

export interface Label {
  readonly hint: string
  /** Case number, given by the emitter. */
  pc: number
}

/** 'update': read, and perhaps written. */
export type Access = 'read' | 'write' | 'update'

export type Piece =
  | string
  | { readonly source: string; readonly at: number; readonly name?: string }
  | { readonly local: Local; readonly access: Access }
  | { readonly goto: Label }
  | { readonly field: string; readonly name: string }
export type Rope = Piece | readonly Rope[]

export const read = (local: Local): Rope => ({ local, access: 'read' })
export const write = (local: Local): Rope => ({ local, access: 'write' })

/** Calls `visit` for each piece, in order. */
export function walk(rope: Rope, visit: (piece: Piece) => void): void {
  if (typeof rope === 'string' || !Array.isArray(rope)) visit(rope as Piece)
  else for (const part of rope as readonly Rope[]) walk(part, visit)
}

/** Does it write to a variable, perhaps? */
export function writes(rope: Rope): boolean {
  let found = false
  walk(rope, (piece) => { if (typeof piece === 'object' && 'local' in piece && piece.access !== 'read') found = true })
  return found
}

export function join(ropes: readonly Rope[], separator: string): Rope {
  const joined: Rope[] = []
  ropes.forEach((rope, i) => {
    if (i > 0) joined.push(separator)
    joined.push(rope)
  })
  return joined
}

/** A function or class that takes `name` as its own (ECMA-262 8.4.5 NamedEvaluation). */
export function underName(name: string, rope: Rope): Rope {
  const text = JSON.stringify(name)
  return [`({ ${name === '__proto__' ? `[${text}]` : text}: `, rope, ` })[${text}]`]
}

/** The same with a name that is known when it runs. `key`: text of a property key, which is read twice. */
export function underKey(key: Rope, rope: Rope): Rope {
  return ['({ [', key, ']: ', rope, ' })[', key, ']']
}
