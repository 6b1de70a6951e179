import { createRequire } from 'node:module'

const csp = createRequire(import.meta.url)('js-csp')

function* body(a) {
  return a + 1
}

function* all(batches, end) {
  for (let i = 0; i < batches; i++) {
    const channels = []
    for (let j = 0; j < 1000; j++) channels.push(csp.go(body, [j]))
    for (const one of channels) yield csp.take(one)
  }
  end()
}

export async function round(most) {
  const batches = Math.ceil(most / 20)
  await new Promise((end) => { csp.go(all, [batches, end]) })
  return batches * 1000
}
