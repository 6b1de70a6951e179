import { channel } from '@thi.ng/csp'

const TRIPS = 30_000

export async function round() {
  const requests = channel()
  const replies = channel()
  const server = async () => {
    for (let i = 0; i < TRIPS; i++) await replies.write((await requests.read()) + 1)
  }
  const client = async () => {
    let value = 0
    for (let i = 0; i < TRIPS; i++) {
      await requests.write(value)
      value = await replies.read()
    }
    return value
  }
  const [, count] = await Promise.all([server(), client()])
  if (count !== TRIPS) throw new Error(`wrong count ${count}`)
  return TRIPS
}
