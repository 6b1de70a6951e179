// Dining philosophers: every schedule, by `explore`. First as they starve, then as they don't.
//
//   node --import stillframe/register examples/philosophers/main.ts

import { channel, type Channel, type Scheduler } from 'stillframe'
import { explore, report } from 'stillframe/explore'

function* philosopher(first: Channel<string>, second: Channel<string>) {
  const one = yield* first.receive()
  yield // reaches over
  const two = yield* second.receive()
  yield // eats
  yield* second.send(two)
  yield* first.send(one)
}

/** A table: a fork between each two philosophers, a channel that holds it. */
function table(names: readonly string[], polite: boolean): (scheduler: Scheduler) => void {
  return (scheduler) => {
    const forks = names.map((name) => channel<string>({ capacity: 1, name: `${name}'s fork` }))
    for (const fork of forks) fork.offer('fork')
    names.forEach((name, i) => {
      const [left, right] = [forks[i] as Channel<string>, forks[(i + 1) % names.length] as Channel<string>]
      const swap = polite && i === 0
      scheduler.spawn(philosopher, swap ? right : left, swap ? left : right).name = name
    })
  }
}

const names = ['Plato', 'Kant', 'Hume', 'Mill']
for (const polite of [false, true]) {
  console.log(polite ? '\nPlato takes the right fork first:' : 'Everybody takes the left fork first:')
  console.log(report(explore(table(names, polite))))
}
