// The benchmarks: what each measures, in which unit, and what it must reach.
//
//   BC1. The contenders of a case are the files of cases/NAME: stillframe.ts runs twice, compiled and with native
//        generators ("stillframe native"), or only compiled if the case says so; native.ts runs as it is, and all others
//        compiled; NAME.go and NAME.lua if Go and Lua are installed. What two of them share is in program.ts.
//   BC2. A goal [contender, at most, of] compares medians of one run; without `of` it is a limit of its own.
//
// Called by: scripts/bench.js.

/** @type {{ name: string, title: string, unit: string, compiled?: boolean, goals: [string, number, string?][] }[]} */
export const cases = [
  { name: 'switch', title: '1,000 tasklets with 5 different bodies that yield in turn', unit: 'ns per switch', goals: [['stillframe', 1, 'native']] },
  { name: 'iterate', title: 'a generator driven by for-of and next()', unit: 'ns per value', goals: [['stillframe', 1, 'native']] },
  { name: 'ping-pong', title: 'two tasklets, two channels', unit: 'ns per round trip', goals: [['stillframe', 0.35, 'go'], ['stillframe', 0.13, 'thi-ng'], ['stillframe', 0.5, 'native']] },
  { name: 'ring', title: 'a token passed around 1,000 tasklets', unit: 'ns per hop', goals: [['stillframe', 0.6, 'go']] },
  { name: 'sieve', title: 'the first 300 primes, a tasklet for each', unit: 'ns per sieve', goals: [['stillframe', 0.6, 'go']] },
  { name: 'skynet', title: 'a tree of tasklets with 1,000,000 leaves', unit: 'ns per leaf', goals: [['stillframe', 0.6, 'go']] },
  { name: 'buffered', title: 'a producer and a consumer, a channel of 64', unit: 'ns per value', goals: [['stillframe', 0.5, 'go']] },
  { name: 'buffered-100', title: '100 producers and consumers, channels of 64', unit: 'ns per value', goals: [['stillframe', 0.5, 'go']] },
  { name: 'select', title: 'one tasklet selects from 8 channels', unit: 'ns per value', goals: [['stillframe', 0.5, 'go']] },
  { name: 'spawn', title: 'spawn, run and end, in batches of 1,000', unit: 'ns per tasklet', goals: [['stillframe', 2, 'native']] },
  { name: 'create', title: '100,000 tasklets created and parked', unit: 'ns per tasklet', goals: [['stillframe', 1.5, 'native']] },
  { name: 'parked', title: '100,000 parked tasklets', unit: 'bytes of heap each', goals: [['stillframe', 1.5, 'native']] },
  { name: 'parked-million', title: '1,000,000 parked tasklets', unit: 'bytes of heap each', goals: [['stillframe', 1.5, 'native']] },
  { name: 'call', title: 'a function that calls another with `yield*`, which does not wait', unit: 'ns per call', goals: [['stillframe', 1.5, 'native']] },
  { name: 'call-chain', title: 'calls 50 deep, the bottom yields', unit: 'ns per switch', goals: [['stillframe', 0.1, 'native']] },
  { name: 'depth-10', title: 'a switch at depth 10', unit: 'ns per switch', goals: [['stillframe', 1.5, 'depth-1']] },
  { name: 'depth-1000', title: 'a switch at depth 1,000', unit: 'ns per switch', goals: [['stillframe', 1.5, 'depth-1']] },
  { name: 'depth-100000', title: 'a switch at depth 100,000', unit: 'ns per switch', goals: [['stillframe', 1.5, 'depth-1']] },
  { name: 'sleep', title: '100,000 timers at random times', unit: 'ns per timer', goals: [['stillframe', 1, 'native']] },
  { name: 'fairness', title: 'ticks of a 5 ms timer that come later than 10 ms while tasklets play ping-pong under drive()', unit: '% late', goals: [['stillframe', 5]] },
  { name: 'tick', title: '100,000 tasklets of which 1,000 are due each tick', unit: 'ns per one due', goals: [['stillframe', 2, 'small-world']] },
  {
    name: 'snapshot-world', title: 'capture and restore of a world of 100,000 like tasklets; json: the same data as plain records; others: a graph of the same shape',
    unit: 'ns per tasklet', compiled: true, goals: [['stillframe', 2, 'json'], ['stillframe', 1.5, 'v8']],
  },
  {
    name: 'snapshot-size', title: 'snapshots of suspended tasklets', unit: 'bytes', compiled: true,
    goals: [['one-frame', 300], ['three-frames', 600], ['each-of-100000', 100]],
  },
  {
    name: 'snapshot-deep', title: 'capture and restore of a chain of frames', unit: 'ns per frame', compiled: true,
    goals: [['depth-1000000', 1.7, 'depth-100000']],
  },
  {
    name: 'compile', title: 'compile() of a module of 2,000 lines, Babel\'s lowering of the same generators, and one of 50,000 lines', unit: 'ns of processor time per line',
    goals: [['stillframe-2000', 0.33, 'babel-2000'], ['stillframe-50000', 1.1, 'stillframe-2000']],
  },
  {
    name: 'compile-size', title: 'a module of 2,000 lines, and what is made of it, minified and compressed', unit: 'bytes',
    goals: [['emitted', 3, 'source'], ['emitted-gzip', 2, 'source-gzip']],
  },
]
