import { createRequire } from 'node:module'

const csp = createRequire(import.meta.url)('js-csp')

function* link(from, to, end) {
  while (true) {
    const token = yield csp.take(from)
    if (token === 0) return end()
    yield csp.put(to, token - 1)
  }
}

export async function round(tasklets, most) {
  const hops = Math.ceil(most / 10)
  const first = csp.chan()
  let from = first
  await new Promise((end) => {
    for (let i = 1; i < tasklets; i++) {
      const to = csp.chan()
      csp.go(link, [from, to, end])
      from = to
    }
    csp.go(link, [from, first, end])
    csp.putAsync(first, hops)
  })
  return hops
}
