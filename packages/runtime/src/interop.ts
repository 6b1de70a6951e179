// `stillframe/interop`: borders with async code other than promises: iterables, streams, events, signals.

export { asyncIterable, events, once, readable, sink, source, type Emitter, type Events, type Sink, type Source } from './source.ts'
export { cancelOn } from './wait.ts'
