import { createRequire } from 'node:module'

const csp = createRequire(import.meta.url)('js-csp')
const TRIPS = 30_000

export function round() {
  return new Promise((resolve, reject) => {
    const requests = csp.chan()
    const replies = csp.chan()
    csp.go(function* () {
      for (let i = 0; i < TRIPS; i++) yield csp.put(replies, (yield csp.take(requests)) + 1)
    })
    csp.go(function* () {
      let value = 0
      for (let i = 0; i < TRIPS; i++) {
        yield csp.put(requests, value)
        value = yield csp.take(replies)
      }
      if (value === TRIPS) resolve(TRIPS)
      else reject(new Error(`wrong count ${value}`))
    })
  })
}
