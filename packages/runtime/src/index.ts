// The door of the runtime for people: what programs are written with. What only some need has a door of its own:
// `./context`, `./interop`, `./supervision`, `./topics`, `./testing`; and `./abi` is the one for emitted code, snapshots and tools.
// tests/bench/size.test.ts holds each to its size.

export type { Body } from './frames/body.ts'
export { Channel, channel, type ChannelOptions, type Overflow, type Preference } from './channels/channel.ts'
export { Cancelled, ChannelClosed, StillframeError, TaskletExit, Timeout } from './errors.ts'
export type { Clock } from './scheduler/host.ts'
export { at, Operation } from './scheduler/operation.ts'
export { request, type RequestContext, type RequestHandler } from './scheduler/request.ts'
export { current, isCancelled } from './scheduler/running.ts'
export type { Input, Overrun, RunOptions, RunReport, SchedulerOptions } from './scheduler/options.ts'
export { Scheduler, spawn } from './scheduler/scheduler.ts'
export { all, allSettled, any, race, Scope, scope, shield, withTimeout, type ScopeOptions } from './lifetimes/scope.ts'
export { select, type Arm, type Selected, type SelectOptions } from './channels/select.ts'
export { schedule, sleep } from './scheduler/sleep.ts'
export type { Steps } from './frames/standard.ts'
export { Tasklet } from './scheduler/tasklet.ts'
export { wait } from './borders/wait.ts'
export type { ResultOf, Work } from './frames/work.ts'
