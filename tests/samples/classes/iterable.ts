// A class with a generator as its iterator, used by for-of, spread and patterns across yields.

import { log, type Task } from '../log.ts'

class Tree {
  left: Tree | null
  value: number
  right: Tree | null
  constructor(value: number, left: Tree | null = null, right: Tree | null = null) {
    this.value = value
    this.left = left
    this.right = right
  }
  *[Symbol.iterator](): Generator<number, void, undefined> {
    if (this.left) yield* this.left
    yield this.value
    if (this.right) yield* this.right
  }
}

export default function* main(): Task {
  const tree = new Tree(4, new Tree(2, new Tree(1), new Tree(3)), new Tree(5))
  const seen: number[] = []
  for (const value of tree) {
    yield
    seen.push(value)
  }
  const [first, ...rest] = tree
  yield
  log(seen, [...tree].length, first, rest) // expect: [1, 2, 3, 4, 5] 5 1 [2, 3, 4, 5]
}
