import { channel } from '@thi.ng/csp'

async function producer(out, values) {
  for (let i = 0; i < values; i++) await out.write(i)
}

async function consumer(from, values) {
  let sum = 0
  for (let i = 0; i < values; i++) sum += await from.read()
  if (sum !== 0.5 * values * (values - 1)) throw new Error(`wrong sum ${sum}`)
}

export async function round(pairs, most) {
  const values = Math.ceil(most / 10)
  await Promise.all(Array.from({ length: pairs }, () => {
    const buffer = channel(64)
    return Promise.all([producer(buffer, values), consumer(buffer, values)])
  }))
  return pairs * values
}
