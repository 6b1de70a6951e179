// A chain of methods with yields between.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const words = ['b', 'c', 'a']
  log(words.concat(yield* later(['d'])).sort().join(yield* later('-')).replace('a', yield* later('A'))) // expect: A-b-c-d
}
