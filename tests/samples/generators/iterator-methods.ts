// The methods of generator objects are shared, and refuse other receivers.

import { log, type Task } from '../log.ts'

function* body(): Generator<number, void> {
  yield 1
}

export default function* main(): Task {
  const it = body()
  const other = body()
  yield
  log(it.next === other.next, it.next.name, it.next.length, it.return.length) // expect: true next 1 1
  try {
    it.next.call({} as never)
  } catch (error) {
    log((error as Error).name) // expect: TypeError
  }
}
