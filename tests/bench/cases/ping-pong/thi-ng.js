import { channel } from '@thi.ng/csp'

export async function round(most) {
  const trips = Math.ceil(most / 10)
  const requests = channel()
  const replies = channel()
  const server = async () => {
    for (let i = 0; i < trips; i++) await replies.write((await requests.read()) + 1)
  }
  const client = async () => {
    let value = 0
    for (let i = 0; i < trips; i++) {
      await requests.write(value)
      value = await replies.read()
    }
    return value
  }
  const [, count] = await Promise.all([server(), client()])
  if (count !== trips) throw new Error(`wrong count ${count}`)
  return trips
}
