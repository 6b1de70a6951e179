// Five bodies that yield for ever, each with locals and work of its own.

export function* counter(seed: number): Generator<undefined, void, unknown> {
  for (let i = seed; ; i++) {
    total += i & 1
    yield
  }
}

export function* fibonacci(seed: number): Generator<undefined, void, unknown> {
  let a = seed & 1
  let b = 1
  while (true) {
    ;[a, b] = [b, (a + b) & 0xffff]
    total += a & 1
    yield
  }
}

export function* nested(seed: number): Generator<undefined, void, unknown> {
  for (let i = 0; ; i++) {
    for (let j = 0; j < 3; j++) {
      total += (i * j + seed) & 1
      yield
    }
  }
}

export function* branches(seed: number): Generator<undefined, void, unknown> {
  let state = seed
  while (true) {
    state = (state * 5 + 1) & 0xff
    if (state & 1) yield
    else {
      total += 1
      yield
    }
  }
}

export function* holder(seed: number): Generator<undefined, void, unknown> {
  const point = { x: seed, y: 0 }
  while (true) {
    point.x = (point.x + 1) & 0xff
    point.y = (point.y + point.x) & 0xff
    total += point.y & 1
    yield
  }
}

export let total = 0
export const bodies = [counter, fibonacci, nested, branches, holder] as const
