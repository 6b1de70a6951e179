// `stillframe/durable`: processes in a store.

export * from '@stillframe/durable'
