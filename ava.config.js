// How the tests run: TypeScript with its types stripped and nothing compiled to frames, so that a `function*` in a
// test is a native generator: the oracle. What is to be compiled, a test compiles itself.

export default {
  files: ['tests/**/*.test.ts'],
  extensions: { ts: 'module' },
  nodeArguments: ['--import=./packages/stillframe/register/strip-only.js'],
  workerThreads: false,
  concurrency: 2,
  timeout: '3m',
}
