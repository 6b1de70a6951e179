// Queens on a board: the straight line, and the search that forks it.

import { channel, Scheduler, type Channel, type Operation, type Tasklet } from 'stillframe'
import { fork } from 'stillframe/snapshot'

export type Board = readonly number[]

/** Places a queen in each row, in the column that it is told; ends early when two attack each other. */
function* place(size: number, told: Channel<number>, solutions: Board[]): Generator<Operation<unknown>, void, unknown> {
  const columns: number[] = []
  while (columns.length < size) {
    const column = yield* told.receive()
    if (columns.some((other, row) => other === column || Math.abs(other - column) === columns.length - row)) return
    columns.push(column)
  }
  solutions.push(columns)
}

function* tell(told: Channel<number>, column: number): Generator<Operation<unknown>, void, unknown> {
  yield* told.send(column)
}

interface Question {
  readonly tasklet: Tasklet
  readonly told: Channel<number>
}

/** All solutions, and how many forks it took. */
export function search(size: number): { solutions: Board[]; forks: number } {
  const solutions: Board[] = []
  const scheduler = new Scheduler({ clock: 'virtual' })
  const told = channel<number>()
  const open: Question[] = [{ tasklet: scheduler.spawn(place, size, told, solutions), told }]
  scheduler.run()
  let forks = 0
  for (let question = open.pop(); question !== undefined; question = open.pop()) {
    for (let column = 0; column < size; column++) {
      const answered = fork(question, { share: [solutions] })
      forks++
      scheduler.adopt(answered.tasklet)
      scheduler.spawn(tell, answered.told, column)
      scheduler.run()
      if (answered.tasklet.alive) open.push(answered)
    }
    question.tasklet.kill()
    scheduler.run()
  }
  return { solutions, forks }
}
