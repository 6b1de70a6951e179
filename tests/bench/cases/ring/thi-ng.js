import { channel } from '@thi.ng/csp'

async function link(from, to, end) {
  while (true) {
    const token = await from.read()
    if (token === 0) return end()
    await to.write(token - 1)
  }
}

export async function round(tasklets, most) {
  const hops = Math.ceil(most / 10)
  const first = channel()
  let from = first
  await new Promise((end) => {
    for (let i = 1; i < tasklets; i++) {
      const to = channel()
      void link(from, to, end)
      from = to
    }
    void link(from, first, end)
    void first.write(hops)
  })
  return hops
}
