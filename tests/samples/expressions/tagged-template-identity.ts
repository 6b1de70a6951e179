// The strings object of one place is the same object each time; another place has another.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

const stringsOf = (strings: TemplateStringsArray, ..._values: unknown[]): TemplateStringsArray => strings

export default function* main(): Task {
  const all: TemplateStringsArray[] = []
  for (let i = 0; i < 3; i++) all.push(stringsOf`a${yield* later(i)}b`)
  const other = stringsOf`a${yield* later(9)}b`
  log(all[0] === all[1], all[1] === all[2], all[0] === other) // expect: true true false
}
