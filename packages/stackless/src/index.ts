// The door of this package: Stackless Python's API, in camelCase.

import './kinds.ts'

export { TaskletExit } from '@stillframe/runtime/abi'
export type { Action, RunOptions } from './actions.ts'
export { Channel } from './channel.ts'
export { Bomb, Bomb as bomb, RuntimeError, StopIteration, ValueError } from './errors.ts'
export { runMain, type MainOptions } from './loop.ts'
export {
  atomic, channel, checkpoint, getChannelCallback, getCurrent, getMain, getRunCounts, getRuncount, getScheduleCallback, getWaiter, getWaiterCount,
  run, schedule, scheduleRemove, setChannelCallback, setErrorHandler, setScheduleCallback, switchTrap, tasklet,
} from './module.ts'
export { call } from './nested.ts'
export { Tasklet, type ContextManager, type Func } from './tasklet.ts'
export type { ChannelCallback, ErrorHandler, RunCounts, ScheduleCallback } from './world.ts'
