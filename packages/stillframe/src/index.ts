// The door people install: the runtime, under the name `stillframe`.

export * from '@stillframe/runtime'
