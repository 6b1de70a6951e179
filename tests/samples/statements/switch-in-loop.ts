// continue in a switch belongs to the loop, break to the switch.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const seen: string[] = []
  for (let i = 0; i < 4; i++) {
    switch (i) {
      case 1:
        yield
        continue
      case 2:
        yield
        break
      default:
        seen.push(`default ${i}`)
    }
    seen.push(`after ${i}`)
  }
  log(seen) // expect: ["default 0", "after 0", "after 2", "default 3", "after 3"]
}
