// What the host decides for a tasklet that can't go on.

import type { Case } from './deploy.ts'

const before = `export function* main() {
  const worker = spawn(work, 1)
  const a = yield* request('ask', 'a')
  try { return a + (yield* worker.join()) } catch (error) { return a + error.name + (error.code ?? '') }
}
function* work(n) {
  const x = yield* request('ask', n)
  return x
}
export function* again(n) { return 'again' + n }`
const after = before.replace("const x = yield* request('ask', n)\n  return x", 'yield* channel().receive()')
const deep = `export function* main() {
  try { return yield* inner() } catch (error) { return error.code } finally { String(1) }
}
function* inner() { const x = yield* request('ask', 1); return x }`

export const remedies: readonly Case[] = [
  { name: 'the host lets restore throw', before, after, remedy: () => 'throw', of: 'work', verdict: 'refused', output: undefined },
  { name: 'the tasklet fails, who joins it is told', before, after, at: 1, remedy: () => 'fail', of: 'work', verdict: 'refused', output: 'aSnapshotErrorCODE_CHANGED' },
  { name: 'the tasklet is dropped, who joins it is told', before, after, remedy: () => 'drop', of: 'work', verdict: 'refused', output: 'aCancelledCANCELLED' },
  { name: 'the tasklet starts again', before, after, remedy: ({ again }) => ({ restart: again, args: [5] }), of: 'work', verdict: 'refused', output: 'aagain5' },
  { name: 'a caller catches what its callee can not go on with', before: deep, after: deep.replace("const x = yield* request('ask', 1); return x", 'yield'), remedy: () => 'fail', of: 'inner', verdict: 'refused', output: 'CODE_CHANGED' },
  { name: 'scopes and closures of a dropped tasklet do not matter', before: before.replace('const x =', 'let k = 0; const f = () => k++; f(); const x =').replace('return x\n', 'return x + f()\n'), after: after.replace('work(n)', 'work(n, z)'), remedy: () => 'drop', of: 'work', verdict: 'refused', output: 'aCancelledCANCELLED' },
]
