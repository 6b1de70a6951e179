// Every request has an id of its own.

import { request, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

export const handlers = { id: (_args: unknown, { id, kind }: { id: string; kind: string }) => `${kind} ${id}` }

function* ask(): Task<string> {
  return yield* request<string>('id')
}

export default function* main(): Task {
  const all = [spawn(ask), spawn(ask), spawn(ask)]
  const ids = new Set<string>()
  for (const tasklet of all) ids.add(yield* tasklet.join())
  log(ids) // expect: Set {"id r1", "id r2", "id r3"}
}
