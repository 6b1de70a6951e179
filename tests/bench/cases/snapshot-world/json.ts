import { records, TASKLETS } from './program.ts'

const data = records(TASKLETS)

export function round(): number {
  const copy = JSON.parse(JSON.stringify(data)) as { tasklets: unknown[] }
  return copy.tasklets.length
}
