// `stillframe/topics`: values that everybody hears.

export * from '@stillframe/runtime/topics'
