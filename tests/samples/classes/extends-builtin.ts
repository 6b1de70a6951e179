// shuffle-safe
// A class that extends Error, held across a yield.

import { log, type Task } from '../log.ts'

class ShopClosed extends Error {
  until: number
  constructor(until: number) {
    super(`closed until ${until}`)
    this.name = 'ShopClosed'
    this.until = until
  }
}

export default function* main(): Task {
  const error = new ShopClosed(9)
  yield
  log(error instanceof ShopClosed, error instanceof Error, error.message, error.until, error.name) // expect: true true closed until 9 9 ShopClosed
}
