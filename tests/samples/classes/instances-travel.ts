// shuffle-safe
// Instances keep their class, their fields and their identity.

import { log, type Task } from '../log.ts'

class Item {
  name: string
  owner: Person | null = null
  constructor(name: string) {
    this.name = name
  }
  label(): string {
    return `${this.name} of ${this.owner?.name}`
  }
}

class Person {
  name: string
  items: Item[] = []
  constructor(name: string) {
    this.name = name
  }
  take(item: Item): this {
    this.items.push(item)
    item.owner = this
    return this
  }
}

export default function* main(): Task {
  const lamp = new Item('lamp')
  const ann = new Person('ann').take(lamp)
  yield
  log(ann.items[0] === lamp, lamp.owner === ann, lamp.label(), lamp instanceof Item) // expect: true true lamp of ann true
}
