import { createRequire } from 'node:module'

const csp = createRequire(import.meta.url)('js-csp')

export function round(most) {
  const trips = Math.ceil(most / 10)
  return new Promise((resolve, reject) => {
    const requests = csp.chan()
    const replies = csp.chan()
    csp.go(function* () {
      for (let i = 0; i < trips; i++) yield csp.put(replies, (yield csp.take(requests)) + 1)
    })
    csp.go(function* () {
      let value = 0
      for (let i = 0; i < trips; i++) {
        yield csp.put(requests, value)
        value = yield csp.take(replies)
      }
      if (value === trips) resolve(trips)
      else reject(new Error(`wrong count ${value}`))
    })
  })
}
