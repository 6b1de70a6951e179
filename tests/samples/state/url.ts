// shuffle-safe
// URLs.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const url = new URL('http://example.test/a?b=1#c')
  yield
  url.searchParams.append('d', '2')
  log(url.href, url instanceof URL) // expect: http://example.test/a?b=1&d=2#c true
}
