// The object and key of a logical assignment are evaluated once.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const seen: string[] = []
  const object: Record<string, number | undefined> = { a: 0, b: 2 }
  const o = (): typeof object => (seen.push('o'), object)
  const k = (name: string): string => (seen.push(name), name)
  log((o()[k('a')] ||= yield* later(10))) // expect: 10
  log((o()[k('b')] &&= yield* later(20))) // expect: 20
  log((o()[k('c')] ??= yield* later(30))) // expect: 30
  log(seen.join(' '), object) // expect: o a o b o c { a: 10, b: 20, c: 30 }
}
