// shuffle-safe
// A class of the module, held across a yield, makes instances of itself.

import { log, type Task } from '../log.ts'

class Box {
  value: number
  constructor(value: number) {
    this.value = value
  }
}

export default function* main(): Task {
  const Type = Box
  yield
  const box = new Type(1)
  yield
  log(box instanceof Box, box, Type === Box) // expect: true Box { value: 1 } true
}
