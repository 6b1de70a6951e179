// A tag that is a member gets its object as `this`; the tag is read before the substitutions.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const o = {
    name: 'o',
    tag(strings: TemplateStringsArray, ...values: unknown[]): string {
      return `${this.name}:${strings.join('_')}:${values.join()}`
    },
  }
  log(o.tag`x${yield* later(1)}y${((o.tag = () => 'new'), 2)}`) // expect: o:x_y_:1,2
}
