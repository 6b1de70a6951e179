// A module of about `lines` lines as people write them: three in four functions never wait, the rest are generators with
// loops, closures, try, destructuring and calls of one another.

const part = (i: number): string => `
export class Shop${i} {
  constructor(name, items = new Map()) {
    this.name = name
    this.items = items
    this.total = 0
  }

  get empty() {
    return this.items.size === 0
  }

  add(name, count = 1) {
    const before = this.items.get(name) ?? 0
    this.items.set(name, before + count)
    return this
  }

  /** Sells as much as there is. */
  *sell(name, count) {
    let left = count
    const log = []
    for (const [key, have] of this.items) {
      if (key !== name) continue
      try {
        const price = yield \`price of \${key}\`
        left -= Math.min(left, have)
        log.push(...[key].map((text) => text + price))
        this.total += price * (yield key)
      } finally {
        log.push('done')
      }
    }
    return { log, left, total: this.total }
  }
}

export function summary${i}(shops, { limit = 10, unit = 'EUR' } = {}) {
  const lines = []
  for (const shop of shops) {
    if (shop.empty) continue
    const names = [...shop.items.keys()].filter((name) => name.length > 2).sort()
    lines.push(\`\${shop.name}: \${names.join(', ')} (\${shop.total.toFixed(2)} \${unit})\`)
    if (lines.length >= limit) break
  }
  return lines.length === 0 ? 'nothing' : lines.join('\\n')
}

export const parse${i} = (text) => {
  const found = /^(\\w+)\\s*=\\s*(.*)$/.exec(text)
  if (found === null) throw new SyntaxError(\`no setting: \${text}\`)
  const [, name, value] = found
  switch (name) {
    case 'count': return { name, value: Number(value) }
    case 'flags': return { name, value: value.split(/\\s+/).map((flag) => flag.trim()) }
    default: return { name, value }
  }
}

export function* negotiate${i}(offers, accept) {
  const answers = new Map()
  for (let round = 0; round < 3; round++) {
    for (const offer of offers) {
      const answer = yield* ask${i}(offer, () => round)
      if (accept(answer, round)) return { offer, answer }
      answers.set(offer, answer)
    }
  }
  return { answers }
}

function* ask${i}(offer, round) {
  const { name, price = 1 } = yield offer
  return \`\${name} \${price + round()}\`
}
`

const LINES = part(0).split('\n').length - 1

export function program(lines: number): string {
  let text = ''
  for (let i = 0; i * LINES < lines; i++) text += part(i)
  return text
}

/** Nanoseconds of processor time per line: of all threads, so that the collector's are counted, and whoever else is at work is not. */
export function cost(text: string, work: (text: string) => void): number {
  const before = process.cpuUsage()
  work(text)
  const { user, system } = process.cpuUsage(before)
  return (user + system) * 1000 / text.split('\n').length
}
