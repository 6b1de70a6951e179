// `stillframe/interop`: borders with code that knows no tasklets, other than promises (`wait`): callbacks of native code,
// async iterables, streams, events, signals.

export { call } from './scheduler/nested.ts'
export { asyncIterable, events, once, readable, sink, source, type Emitter, type Events, type Sink, type Source } from './borders/source.ts'
export { cancelOn } from './borders/wait.ts'
