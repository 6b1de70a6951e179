// shuffle-safe
// A list of 2,000 links: neither saving nor restoring recurses.

import { log, type Task } from '../log.ts'

interface Link { next: Link | null; n: number }

export default function* main(): Task {
  let head: Link | null = null
  for (let n = 0; n < 2000; n++) head = { next: head, n }
  yield
  let length = 0
  for (let link: Link | null = head; link; link = link.next) length++
  log(length, head?.n) // expect: 2000 1999
}
