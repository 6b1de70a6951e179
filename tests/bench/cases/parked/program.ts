export function* waits(id: number): Generator<undefined, number, unknown> {
  const held = id + 1
  yield
  return held
}

export function heapUsed(): number {
  ;(globalThis as { gc?: () => void }).gc?.()
  return process.memoryUsage().heapUsed
}
