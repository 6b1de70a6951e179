// The benchmarks: what each measures, in which unit, and what it must reach.
//
//   BC1. The contenders of a case are the files of cases/NAME: stillframe.ts runs twice, compiled and as native
//        generators ("stillframe native"); NAME.ts and NAME.js run as they are; NAME.go and NAME.lua if Go and Lua are installed.
//        A case that is `compiled` runs all its TypeScript compiled, and stillframe.ts once.
//   BC2. A goal [contender, at most, of] compares medians of one run; without `of` it is a limit of its own.
//
// Called by: scripts/bench.js.

/** @type {{ name: string, title: string, unit: string, compiled?: boolean, goals: [string, number, string?][] }[]} */
export const cases = [
  { name: 'switch', title: '1,000 tasklets with 5 different bodies that yield in turn', unit: 'ns per switch', goals: [['stillframe', 1, 'native']] },
  { name: 'iterate', title: 'a generator driven by for-of', unit: 'ns per value', goals: [['stillframe', 1, 'native']] },
  { name: 'call', title: 'a function that calls another with `yield*`, which does not wait', unit: 'ns per call', goals: [['stillframe', 1.5, 'native']] },
  { name: 'ping-pong', title: 'two tasklets, two channels', unit: 'ns per round trip', goals: [['stillframe', 0.35, 'go'], ['stillframe', 0.13, 'thi-ng'], ['stillframe', 0.5, 'native']] },
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
