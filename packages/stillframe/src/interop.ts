// `stillframe/interop`: callbacks, async iterables, streams, events and signals.

export * from '@stillframe/runtime/interop'
