// A body that is bound, or an arrow that gives a generator.

import { spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

class Lamp {
  on = false

  ;*toggle(times: number): Task<boolean> {
    for (let i = 0; i < times; i++) {
      this.on = !this.on
      yield
    }
    return this.on
  }
}

export default function* main(): Task {
  const lamp = new Lamp()
  const body = (times: number): Task<boolean> => lamp.toggle(times)
  log(yield* spawn(body, 3).join()) // expect: true
  log(yield* spawn(body, 2).join()) // expect: true
  log(lamp.on) // expect: true
}
