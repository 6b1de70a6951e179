// Getters and setters around yields: read before, written after.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

class Meter {
  reads = 0
  writes = 0
  level = 10
  get value(): number {
    this.reads++
    return this.level
  }
  set value(x: number) {
    this.writes++
    this.level = x
  }
}

export default function* main(): Task {
  const meter = new Meter()
  meter.value += yield* later(5)
  meter.value ||= yield* later(100)
  meter.value++
  log(meter.level, meter.reads, meter.writes) // expect: 16 3 2
}
