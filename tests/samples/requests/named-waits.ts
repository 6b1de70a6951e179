// A wait may be named; its name is nothing to the program.

import { at, channel, request, schedule, sleep, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

export const handlers = { double: (args: unknown) => (args as number) * 2 }

function* half(n: number): Task<number> {
  yield* at('rest', schedule())
  return n / 2
}

export default function* main(): Task {
  log(yield* at('ask', request<number>('double', 21))) // expect: 42
  log(1 + (yield* at('call of a function', half(10)))) // expect: 6
  const box = channel<string>()
  const sender = spawn(function* (): Task {
    yield* at('send', box.send('hello'))
  })
  for (let i = 0; i < 2; i++) yield* at('in a loop', sleep(i))
  log(yield* at('receive', box.receive())) // expect: hello
  yield* sender.join()
  const order: string[] = []
  const note = (what: string): string => (order.push(what), what)
  try {
    yield* at('operands', half((note('a'), yield* half(8), note('b'), 2)))
    yield* at('fails', fails())
  } catch (error) {
    log((error as Error).message, order.join()) // expect: no a,b
  } finally {
    yield* at('in finally', sleep(1))
  }
}

function* fails(): Task {
  yield* at('before', sleep(1))
  throw new Error('no')
}
