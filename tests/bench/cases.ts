// The benchmarks: what each measures, in which unit, of which sizes, beside whom, and what it must reach.
//
//   BC1. The contenders of a case are the files of cases/NAME, or of cases/OF: stillframe.ts runs twice, compiled and with
//        native generators ("stillframe native"), or only compiled if the case says so; native.ts runs as it is, and all
//        others compiled; NAME.go and NAME.lua if Go and Lua are installed. What some of them share is in program.ts,
//        bodies.ts and ../shared.
//   BC2. A goal [contender, at most, of] is a ratio within one run; without `of` it is a limit of its own.
//   BC3. Every contender gets the same `sizes`: such that its round takes a twentieth of a second at least, where there is a choice. A process
//        that has been idle while others had their rounds is slow for some milliseconds. `tiny` ones are for the test that runs each
//        once (smoke.test.ts).
//   BC4. `peers` names those a case must have, so that none gets lost: a file for each.
//
// Called by: scripts/bench.js, smoke.test.ts.

export interface Case {
  readonly name: string
  readonly of?: string
  readonly title: string
  readonly unit: string
  readonly sizes: readonly number[]
  readonly tiny: readonly number[]
  readonly peers: readonly string[]
  /** There is no "stillframe native". */
  readonly compiled?: boolean
  readonly goals: readonly Goal[]
}

export type Goal = readonly [contender: string, most: number, of?: string]

export const cases: readonly Case[] = [
  {
    name: 'switch', title: '1,000 tasklets with 5 different bodies that yield in turn', unit: 'ns per switch', sizes: [1000, 5_000_000], tiny: [10, 100],
    peers: ['native', 'async', 'effect', 'go', 'lua'], goals: [['stillframe', 1, 'native']],
  },
  {
    name: 'iterate', title: 'a generator driven by for-of and next()', unit: 'ns per value', sizes: [6_000_000], tiny: [10],
    peers: ['native', 'lua'], goals: [['stillframe', 1, 'native']],
  },
  {
    name: 'ping-pong', title: 'two tasklets, two channels', unit: 'ns per round trip', sizes: [1_000_000], tiny: [10],
    peers: ['native', 'bare', 'thi-ng', 'effection', 'effect', 'redux-saga', 'js-csp', 'go', 'lua'],
    goals: [['stillframe', 0.35, 'go'], ['stillframe', 0.13, 'thi-ng'], ['stillframe', 0.5, 'native']],
  },
  {
    name: 'ring', title: 'a token passed around 1,000 tasklets', unit: 'ns per hop', sizes: [1000, 2_000_000], tiny: [10, 100],
    peers: ['native', 'thi-ng', 'js-csp', 'go', 'lua'], goals: [['stillframe', 0.6, 'go']],
  },
  {
    name: 'sieve', title: 'the first 1,000 primes, a tasklet for each', unit: 'ns per sieve', sizes: [1000, 7919], tiny: [5, 11],
    peers: ['native', 'go'], goals: [['stillframe', 0.6, 'go']],
  },
  { name: 'skynet', title: 'a tree of tasklets with 1,000,000 leaves', unit: 'ns per leaf', sizes: [1_000_000], tiny: [100], peers: ['bare', 'go'], goals: [['stillframe', 0.6, 'go']] },
  {
    name: 'buffered', title: 'a producer and a consumer, a channel of 64', unit: 'ns per value', sizes: [1, 4_000_000], tiny: [1, 100],
    peers: ['thi-ng', 'effect', 'js-csp', 'go'], goals: [['stillframe', 0.5, 'go']],
  },
  {
    name: 'buffered-100', of: 'buffered', title: '100 producers and consumers, channels of 64', unit: 'ns per value', sizes: [100, 40_000], tiny: [3, 100],
    peers: ['thi-ng', 'effect', 'js-csp', 'go'], goals: [['stillframe', 0.5, 'go']],
  },
  {
    name: 'select', title: 'one tasklet selects fairly from 8 channels', unit: 'ns per value', sizes: [800_000], tiny: [80],
    peers: ['native', 'thi-ng', 'js-csp', 'go'], goals: [['stillframe', 0.5, 'go']],
  },
  {
    name: 'spawn', title: 'spawn, run and end, in batches of 1,000', unit: 'ns per tasklet', sizes: [1000], tiny: [1],
    peers: ['native', 'async', 'effection', 'effect', 'redux-saga', 'js-csp', 'go', 'lua'], goals: [['stillframe', 2, 'native']],
  },
  {
    name: 'create', title: '100,000 tasklets created and parked', unit: 'ns per tasklet', sizes: [100_000], tiny: [10],
    peers: ['native', 'go', 'lua'], goals: [['stillframe', 1.5, 'native']],
  },
  {
    name: 'create-million', of: 'create', title: '1,000,000 tasklets created and parked', unit: 'ns per tasklet', sizes: [1_000_000], tiny: [10],
    peers: ['native', 'go', 'lua'], goals: [['stillframe', 1.5, 'native']],
  },
  {
    name: 'parked', title: '100,000 parked tasklets', unit: 'bytes each', sizes: [100_000], tiny: [100],
    peers: ['native', 'go', 'lua'], goals: [['stillframe', 1.5, 'native']],
  },
  {
    name: 'parked-million', of: 'parked', title: '1,000,000 parked tasklets', unit: 'bytes each', sizes: [1_000_000], tiny: [100],
    peers: ['native', 'go', 'lua'], goals: [['stillframe', 1.5, 'native']],
  },
  {
    name: 'call', title: 'a function that calls another 10,000,000 times with `yield*`, which does not wait', unit: 'ns per call', sizes: [10_000_000], tiny: [10],
    peers: ['native', 'go', 'lua'], goals: [['stillframe', 1.5, 'native']],
  },
  {
    name: 'call-wide', title: 'the same, of a function with eight variables', unit: 'ns per call', sizes: [3_000_000], tiny: [10],
    peers: ['native'], goals: [['stillframe', 1.5, 'native']],
  },
  {
    name: 'closures', title: 'arrow functions and methods made in a generator function', unit: 'ns per function', sizes: [900_000], tiny: [30], compiled: true,
    peers: ['native'], goals: [['stillframe', 10, 'native']],
  },
  {
    name: 'call-chain', title: 'calls 50 deep, the bottom yields', unit: 'ns per switch', sizes: [50, 500_000], tiny: [5, 10],
    peers: ['native', 'lua'], goals: [['stillframe', 0.1, 'native']],
  },
  ...[10, 1000, 100_000].map((depth) => ({
    name: `depth-${depth}`, of: 'depth', title: `a switch at depth ${depth.toLocaleString('en-US')}`, unit: 'ns per switch', sizes: [depth, 4_000_000], tiny: [10, 10],
    compiled: true, peers: ['depth-1'], goals: [['stillframe', 1.5, 'depth-1']] as Goal[],
  })),
  { name: 'sleep', title: '100,000 timers at random times', unit: 'ns per timer', sizes: [100_000], tiny: [10], peers: ['native'], goals: [['stillframe', 1, 'native']] },
  {
    name: 'fairness', title: 'ticks of a 5 ms timer that come later than 10 ms while tasklets play ping-pong under drive()', unit: '% late', sizes: [40], tiny: [1],
    peers: [], goals: [['stillframe', 5]],
  },
  {
    name: 'tick', title: '100,000 tasklets of which 1,000 are due each tick, beside 10,000 of which as many are', unit: 'ns per one due', sizes: [100_000, 1_000, 100], tiny: [100, 10, 2],
    peers: ['small-world'], goals: [['stillframe', 2, 'small-world']],
  },
  {
    name: 'snapshot-world', title: 'capture and restore of a world of 100,000 like tasklets; json: the same data as plain records; others: a graph of the same shape',
    unit: 'ns per tasklet', sizes: [100_000], tiny: [100], compiled: true, peers: ['json', 'v8', 'superjson', 'devalue', 'es-persist'],
    goals: [['stillframe', 2, 'json'], ['stillframe', 1.5, 'v8']],
  },
  {
    name: 'snapshot-size', title: 'snapshots of suspended tasklets', unit: 'bytes', sizes: [100_000], tiny: [100], compiled: true, peers: ['one-frame', 'three-frames'],
    goals: [['one-frame', 300], ['three-frames', 600], ['each-of-100000', 100], ['delta-of-100000', 1000]],
  },
  {
    name: 'snapshot-deep', title: 'capture and restore of a chain of frames', unit: 'ns per frame', sizes: [100_000], tiny: [10], compiled: true, peers: [],
    goals: [['depth-1000000', 1.7, 'depth-100000']],
  },
  {
    name: 'compile', title: 'compile() of a module of 2,000 lines, Babel\'s lowering of the same generators, and one of 50,000 lines', unit: 'ns of processor time per line',
    sizes: [2_000], tiny: [10], peers: ['babel-2000'], goals: [['stillframe-2000', 0.33, 'babel-2000'], ['stillframe-50000', 1.1, 'stillframe-2000']],
  },
  {
    name: 'compile-size', title: 'a module of 2,000 lines, and what is made of it, minified and compressed', unit: 'bytes', sizes: [], tiny: [], peers: ['source', 'source-gzip'],
    goals: [['emitted', 3, 'source'], ['emitted-gzip', 2, 'source-gzip']],
  },
]
