import { channel, select } from '@thi.ng/csp'

const CHANNELS = 8

async function producer(out, values) {
  for (let i = 0; i < values; i++) await out.write(i)
}

export async function round(most) {
  const values = Math.max(CHANNELS, most / 20)
  const each = values / CHANNELS
  const channels = Array.from({ length: CHANNELS }, () => channel())
  for (const one of channels) void producer(one, each)
  let sum = 0
  for (let i = 0; i < values; i++) {
    const [value] = await select(...channels)
    sum += value
  }
  if (sum !== (CHANNELS * each * (each - 1)) / 2) throw new Error(`wrong sum ${sum}`)
  return values
}
