import { Scheduler, sleep } from 'stillframe'

function* npc(every: number, first: number) {
  yield* sleep(first)
  while (true) yield* sleep(every)
}

/** Ticks of a world of `count`, of which `due` wake up each tick. */
export function world(count: number, due: number, ticks: number): () => number {
  const clock = { time: 0, now: () => clock.time }
  const scheduler = new Scheduler({ clock })
  const every = count / due
  for (let i = 0; i < count; i++) scheduler.spawn(npc, every, i % every)
  scheduler.run()
  return () => {
    let switches = 0
    for (let i = 0; i < ticks; i++) {
      clock.time++
      switches += scheduler.run().switches
    }
    if (switches !== ticks * due) throw new Error(`${switches} turns`)
    return switches
  }
}
