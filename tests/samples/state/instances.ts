// shuffle-safe
// Instances of top-level classes, derived ones too, and with accessors.

import { log, type Task } from '../log.ts'

class Shape {
  name: string
  constructor(name: string) {
    this.name = name
  }
  get label(): string {
    return `<${this.name}>`
  }
}

class Circle extends Shape {
  radius: number
  constructor(radius: number) {
    super('circle')
    this.radius = radius
  }
}

export default function* main(): Task {
  const circle = new Circle(2)
  yield
  log(circle, circle.label, circle instanceof Shape, circle.constructor === Circle) // expect: Circle { name: "circle", radius: 2 } <circle> true true
}
