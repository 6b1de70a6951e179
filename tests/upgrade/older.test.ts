// A snapshot of a build that wrote longer hashes: the same code is still the same, and so are its expressions.

import test from 'ava'
import { Scheduler, type Tasklet } from '@stillframe/runtime'
import { capture, restore, type Verdict } from '@stillframe/snapshot'
import { answer, load, unload } from './deploy.ts'

const source = `function* ask(name) { return yield* request('ask', name) }
export function* main() {
  let total = 0
  const seen = []
  const add = (n) => { total += n.length; seen.push(n) }
  add('x' + (yield* ask('a')) + (yield* ask('b')) + 'y')
  yield* ask('c')
  return seen.join() + total
}`

/** Of a compiler with ABI 2, while "b" was asked for. */
const older = '{"stillframe":2,"sum":"0af1056e","code":[["older/main.ts#ask","i72mpu2xqq","ltkfey0pic"],["older/main.ts#main","kujvy2k95t","1p5t65ioec2"]],"types":[["object","scheduler","tasklet"],["Scheduler","requests living counters","virtual",true],["Tasklet","id name top parkedOn","home",[1],"state",3],["array"],["frame",0,1,"request#1@aph6x",2,30],["Request","tasklet kind args id"],["frame",1,2,"ask#2@1s1ca/3",7,34,"scope","%1","%2"],["scope","older/main.ts#main","total","seen"],["closure","older/main.ts#main/add","total, seen"]],"objects":[[0,[1],[2]],[1,[3],[4],[5]],[2,1,"main",[6],[7]],[-2,3,{"r":[7,2]}],[3,1,1,2],[4,[8]],[5,[2],"ask","b","r2"],[6,0,[9],[10],"xa"],[7,0,[11]],[8,[9]],[3]]}'

const options = { clock: 'virtual', autoIssue: false, handlers: { ask: () => {} } } as const

test('longer hashes of bodies and sites are of the same code if their ends are', async (t) => {
  const prefix = 'older/'
  await load(source, prefix)
  const verdicts: Verdict[] = []
  const { scheduler, tasklet } = restore(older, { report: (verdict) => verdicts.push(verdict) }) as { scheduler: Scheduler; tasklet: Tasklet }
  scheduler.attach(options)
  t.deepEqual(verdicts, [])
  t.regex(capture(tasklet), /"older\/main\.ts#main","\w+","\w{7}"/)
  answer(scheduler, 9)
  t.is(tasklet.result, 'xaby4')
  unload(prefix)
})
