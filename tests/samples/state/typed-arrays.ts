// shuffle-safe
// Typed arrays keep their kind and their contents; two views of one buffer share it.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const buffer = new ArrayBuffer(8)
  const bytes = new Uint8Array(buffer)
  const words = new Uint16Array(buffer, 2, 2)
  const view = new DataView(buffer)
  const floats = new Float64Array([0.5, -0, NaN])
  const big = new BigInt64Array([-1n])
  yield
  bytes[2] = 1
  bytes[3] = 2
  view.setUint8(0, 9)
  log(words, bytes[0], words.buffer === bytes.buffer, words.byteOffset) // expect: Uint16Array [513, 0] 9 true 2
  log(floats, big, floats instanceof Float64Array) // expect: Float64Array [0.5, -0, NaN] BigInt64Array [-1n] true
}
