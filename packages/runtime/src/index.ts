// The door of the runtime for people. (`./abi` is the one for emitted code, snapshots and tools.)

export type { Body } from './body.ts'
export { Channel, channel, type Preference } from './channel.ts'
export { checkInvariants } from './check.ts'
export { Cancelled, ChannelClosed, StillframeError, TaskletExit } from './errors.ts'
export type { Clock } from './host.ts'
export { call } from './nested.ts'
export { Operation } from './operation.ts'
export { request, type RequestContext, type RequestHandler } from './request.ts'
export { current } from './running.ts'
export { Scheduler, spawn, type RunOptions, type RunReport, type SchedulerOptions } from './scheduler.ts'
export { schedule, sleep } from './sleep.ts'
export { Tasklet } from './tasklet.ts'
