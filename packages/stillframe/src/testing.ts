// `stillframe/testing`: checks and orders for tests.

export * from '@stillframe/runtime/testing'
