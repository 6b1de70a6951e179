// The same number due each tick, in a world of as many: what a tick costs where nobody else sleeps long.

import { world } from './program.ts'

export const round: () => number = world(10_000, 1_000)
