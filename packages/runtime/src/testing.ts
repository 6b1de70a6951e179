// `stillframe/testing`: what programs and this project are tested with; nothing a program runs on.

export { checkInvariants } from './check.ts'
export { trySeeds, type SeedOptions } from './seeds.ts'
export { record, replay } from './tape.ts'
