import { channel, schedule, sleep, spawn, type Channel } from 'stillframe'
import { shout, type Loaf } from './text.js'

export class Till {
  readonly sold: string[] = []
  readonly #title: string

  constructor(title: string) {
    this.#title = title
  }

  get title(): string {
    return this.#title
  }
}

export class Shelf {
  readonly loaves = new Map<Loaf, number>()

  get kinds(): number {
    return this.loaves.size
  }

  *fill(bread: Channel<Loaf>): Generator<unknown, number, never> {
    let count = 0
    for (let next = yield* bread.next(); !next.done; next = yield* bread.next()) {
      const before = this.loaves.get(next.value) ?? 0
      yield
      this.loaves.set(next.value, before + 1)
      count++
    }
    return count
  }
}

function* baker(bread: Channel<Loaf>, log: string[]): Generator<unknown, void, never> {
  const note = (text: string): void => { log.push(shout(text)) }
  try {
    for (const loaf of ['rye', 'oat', 'spelt', 'rye'] as Loaf[]) {
      note(loaf)
      yield* sleep(100)
      yield* bread.send(loaf)
    }
  } finally {
    yield* schedule()
    bread.close()
    note('closed')
  }
}

export function* bakery(): Generator<unknown, string, never> {
  const bread = channel<Loaf>()
  const shelf = new Shelf()
  const log: string[] = []
  const baking = spawn(baker, bread, log)
  const count: number = yield* shelf.fill(bread)
  yield* baking.join()
  return `${count} loaves: ${[...shelf.loaves].map(([loaf, n]) => `${n} ${loaf}`).join(', ')}; ${log.join(' ')}`
}

interface Long {
  readonly reason: string
}

export function* burn(long: Long): Generator<unknown, void, never> {
  const reason: string = long.reason
  yield* schedule()
  throw new RangeError(`burnt: ${reason}`)
}
