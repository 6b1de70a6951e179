// The door of the runtime for people: what programs are written with. What only some need has a door of its own:
// `./context`, `./interop`, `./supervision`, `./topics`, `./testing`; and `./abi` is the one for emitted code, snapshots and tools.
// tests/bench/size.test.ts holds each to its size.

export type { Body } from './body.ts'
export { Channel, channel, type ChannelOptions, type Overflow, type Preference } from './channel.ts'
export { Cancelled, ChannelClosed, StillframeError, TaskletExit, Timeout } from './errors.ts'
export type { Clock } from './host.ts'
export { at, Operation } from './operation.ts'
export { request, type RequestContext, type RequestHandler } from './request.ts'
export { current, isCancelled } from './running.ts'
export type { Input, Overrun, RunOptions, RunReport, SchedulerOptions } from './options.ts'
export { Scheduler, spawn } from './scheduler.ts'
export { all, allSettled, any, race, Scope, scope, shield, withTimeout, type ScopeOptions } from './scope.ts'
export { select, type Arm, type Selected, type SelectOptions } from './select.ts'
export { schedule, sleep } from './sleep.ts'
export type { Steps } from './standard.ts'
export { Tasklet } from './tasklet.ts'
export { wait } from './wait.ts'
export type { ResultOf, Work } from './work.ts'
