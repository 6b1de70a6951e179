// Promises and signals: the borders between tasklets and async code, in both directions.
//
//   tasklet -> async   tasklet.promise() (tasklet.ts), scope.signal (scope.ts)
//   async -> tasklet   wait(promise), cancelOn(signal, ...)
//
//   W1. A promise is never captured: its request refuses to be saved once it has been asked. `request(kind, args)` can be.
//
// Called by: tasklets and host code. Calls: request.ts, tasklet.ts.

import type { Operation } from '../scheduler/operation.ts'
import { PROMISE, Request } from '../scheduler/request.ts'
import type { Scope } from '../lifetimes/scope.ts'
import { killSoon, Tasklet, watch } from '../scheduler/tasklet.ts'

/**
 * Waits for a promise: gives its value or throws its reason. Given a function, calls it with a signal that aborts when the
 * tasklet is killed meanwhile: `yield* wait((signal) => fetch(url, { signal }))`. Performed again, it gives the same answer. W1
 */
export function wait<T>(promise: PromiseLike<T> | ((signal: AbortSignal) => PromiseLike<T> | T)): Operation<T> {
  return new Request<T>(PROMISE, promise)
}

/** Cancels `target` when the signal aborts, or now if it has. The signal forgets it when it ends. */
export function cancelOn(signal: AbortSignal, target: Tasklet | Scope): void {
  const cancel = (): void => {
    if (target instanceof Tasklet) {
      killSoon(target)
    } else {
      target.cancel()
      for (const child of target.children) if (child.ties.exit === null) killSoon(child) // who is running
    }
  }
  if (signal.aborted) {
    cancel()
    return
  }
  const all = (target instanceof Tasklet ? new Set(target.alive ? [target] : []) : target.children).values() // sees those that come later, too
  const follow = (): false => {
    const { value: living } = all.next() // a scope ends with the last of them (SC2)
    if (living === undefined) signal.removeEventListener('abort', cancel)
    else watch(living, { settle: follow })
    return false
  }
  signal.addEventListener('abort', cancel, { once: true })
  follow()
}
