// `stillframe/testing`: what programs and this project are tested with; nothing a program runs on.

export { checkInvariants } from './testing/check.ts'
export { trySeeds, type SeedOptions } from './testing/seeds.ts'
export { record, replay } from './testing/tape.ts'
