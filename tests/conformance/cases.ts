// The cases of the scorecard: files in scorecard/, each a list of modules. A line `//! name` opens a case; its text up
// to the next such line is a module with `function* program(log)`. A line `// not roundtrip: reason` keeps it from being
// copied as a whole between its moves; `// needs: syntax` from running where this Node can't parse it. Where engines
// differ (`// engines differ: reason`), the case judges itself: it must not log `wrong`.
//
// Called by: scorecard.test.ts, scripts. Calls: the file system.

import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface Case {
  topic: string
  name: string
  source: string
  /** Why it can't be copied as a whole. */
  notRoundtrip: string | undefined
  needs: string | undefined
  enginesDiffer: string | undefined
}

const folder = new URL('scorecard/', import.meta.url)

export function topics(): string[] {
  return readdirSync(fileURLToPath(folder)).filter((name) => name.endsWith('.js')).map((name) => name.slice(0, -'.js'.length)).sort()
}

export function casesOf(topic: string): Case[] {
  const text = readFileSync(new URL(`${topic}.js`, folder), 'utf8')
  return text.split(/^(?=\/\/! )/m).slice(1).map((part) => {
    const source = part.slice(part.indexOf('\n') + 1)
    return {
      topic, name: part.slice('//! '.length, part.indexOf('\n')), source: /\bexport\b.*\bprogram\b/.test(source) ? source : `${source}\nexport { program }\n`,
      notRoundtrip: /^ *\/\/ not roundtrip: (.*)$/m.exec(source)?.[1], needs: /^ *\/\/ needs: (.*)$/m.exec(source)?.[1],
      enginesDiffer: /^ *\/\/ engines differ: (.*)$/m.exec(source)?.[1],
    }
  })
}
