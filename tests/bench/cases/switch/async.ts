// The same number of async functions that await an undefined in turn.

let total = 0

async function worker(turns: number): Promise<void> {
  for (let i = 0; i < turns; i++) {
    total += i & 1
    await undefined
  }
}

export async function round(tasklets: number, switches: number): Promise<number> {
  await Promise.all(Array.from({ length: tasklets }, () => worker(switches / tasklets)))
  return switches
}
