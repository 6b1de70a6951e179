// modes: not restored: an instance with private methods is held across a yield
// modes: not resumed: an instance with private methods is held across a yield
// A private generator method, called by another.

import { log, type Task } from '../log.ts'

class Machine {
  state = 'idle'

  ;*#enter(state: string): Task<string> {
    const before = this.state
    yield
    this.state = state
    return before
  }
  *run(): Task<string[]> {
    return [yield* this.#enter('on'), yield* this.#enter('off'), this.state]
  }
}

export default function* main(): Task {
  log(yield* new Machine().run()) // expect: ["idle", "on", "off"]
}
