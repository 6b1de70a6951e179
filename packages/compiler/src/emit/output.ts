// Output: a rope becomes text and a source map.
//
//   OU1. A word of the author's and a word of ours stay two words: in `return()=>a` nothing but the parenthesis stood between.
//
// Called by: compile.ts. Calls: @jridgewell/gen-mapping.

import { GenMapping, maybeAddSegment, setSourceContent, toEncodedMap } from '@jridgewell/gen-mapping'
import { walk, type Piece, type Rope } from '../rope.ts'
import type { RawSourceMap } from '../1-parse.ts'

/** Line and column of offsets, both from 0. */
export class Lines {
  readonly #starts: number[] = [0]

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1)
  }

  at(offset: number): { line: number; column: number } {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low, column: offset - (this.#starts[low] as number) }
  }
}

/** Positions worth a mapping within verbatim text: starts of words, and opening brackets. */
const anchors = /[\p{ID_Start}$_][\p{ID_Continue}$]*|[([{]|\n/gu
const startsAsWord = /^[\p{ID_Continue}$]/u
const endsAsWord = /[\p{ID_Continue}$]$/u

export function print(rope: Rope, prefix: string, file: string, source: string, withMap: boolean): { code: string; map: RawSourceMap | null } {
  const parts: string[] = []
  const map = new GenMapping({ file })
  const lines = withMap ? new Lines(source) : null
  let line = 0
  let column = 0
  let wasVerbatim = false
  const advance = (text: string): void => {
    parts.push(text)
    let last = -1
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      line++
      last = at
    }
    column = last < 0 ? column + text.length : text.length - last - 1
  }
  walk(rope, (piece) => {
    const isVerbatim = typeof piece === 'object' && 'source' in piece
    const text = textOf(piece, prefix)
    if (text !== '') {
      if (isVerbatim !== wasVerbatim && startsAsWord.test(text) && endsAsWord.test(parts.at(-1) ?? '')) advance(' ') // OU1
      wasVerbatim = isVerbatim
    }
    if (isVerbatim && lines !== null) {
      const origin = lines.at(piece.at)
      let fromLine = 0
      let lineStart = 0
      maybeAddSegment(map, line, column, file, origin.line, origin.column)
      for (const match of text.matchAll(anchors)) {
        if (match[0] === '\n') {
          fromLine++
          lineStart = match.index + 1
          continue
        }
        const outColumn = fromLine === 0 ? column + match.index : match.index - lineStart
        const inColumn = fromLine === 0 ? origin.column + match.index : match.index - lineStart
        maybeAddSegment(map, line + fromLine, outColumn, file, origin.line + fromLine, inColumn)
      }
    }
    if (text !== '') advance(text)
  })
  if (!withMap) return { code: parts.join(''), map: null }
  setSourceContent(map, file, source)
  return { code: parts.join(''), map: toEncodedMap(map) as unknown as RawSourceMap }
}

function textOf(piece: Piece, prefix: string): string {
  if (typeof piece === 'string') return piece
  if ('local' in piece) return piece.local.text
  if ('field' in piece) return piece.field
  if ('goto' in piece) return `{ ${prefix}p = ${piece.goto.pc}; continue ${prefix}L; }`
  return piece.source
}
