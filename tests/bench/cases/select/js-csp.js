import { createRequire } from 'node:module'

const csp = createRequire(import.meta.url)('js-csp')
const CHANNELS = 8

function* producer(out, values) {
  for (let i = 0; i < values; i++) yield csp.put(out, i)
}

function* consumer(channels, values, end) {
  let sum = 0
  for (let i = 0; i < values; i++) {
    const { value } = yield csp.alts(channels)
    sum += value
  }
  end(sum)
}

export async function round(most) {
  const values = Math.max(CHANNELS, most / 20)
  const each = values / CHANNELS
  const channels = Array.from({ length: CHANNELS }, () => csp.chan())
  for (const one of channels) csp.go(producer, [one, each])
  const sum = await new Promise((end) => { csp.go(consumer, [channels, values, end]) })
  if (sum !== (CHANNELS * each * (each - 1)) / 2) throw new Error(`wrong sum ${sum}`)
  return values
}
