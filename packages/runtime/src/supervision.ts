// `stillframe/supervision`: work that is started again when it fails.

export { restart, supervise, type Restartable, type RestartOptions, type SuperviseOptions } from './lifetimes/restart.ts'
