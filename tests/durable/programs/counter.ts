// Counts to a limit and writes every count to a file, through an effect: what is in the file was committed before.

import { appendFileSync } from 'node:fs'
import { effect } from 'stillframe/durable'

export const handlers = {
  note: ({ file, n }: { file: string; n: number }, { id }: { id: string }): void => appendFileSync(file, `${id} ${n}\n`),
}

export default function* counter(limit: string, file: string) {
  let n = 0
  while (n < Number(limit)) {
    n++
    yield* effect('note', { file, n })
  }
  return n
}
