import { body } from './program.ts'

const BATCHES = 300

export function round(): number {
  for (let i = 0; i < BATCHES; i++) {
    const all = []
    for (let j = 0; j < 1000; j++) all.push(body(j))
    for (const generator of all) if (!generator.next().done) throw new Error('not done')
  }
  return BATCHES * 1000
}
