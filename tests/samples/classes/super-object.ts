// super in a generator method of an object literal, and assignment to super.
// @ts-nocheck: the type checker refuses what this shows

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

const base = {
  tag: 'base',
  hello(): string {
    return `hello ${(this as { name?: string }).name}`
  },
}

const o = {
  __proto__: base,
  name: 'o',
  *run(): Task<unknown> {
    yield
    super.tag = yield* later('set')
    return [super.hello(), Object.hasOwn(this, 'tag'), base.tag]
  },
}

export default function* main(): Task {
  log(yield* o.run()) // expect: ["hello o", true, "base"]
}
