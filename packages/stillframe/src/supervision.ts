// `stillframe/supervision`: work that is started again when it fails.

export * from '@stillframe/runtime/supervision'
