// The door of the package: all schedules of a small program.

export { explore } from './explore.ts'
export { report, type Exploration, type Failure, type Turn } from './report.ts'
export type { ExploreOptions, Program } from './world.ts'
