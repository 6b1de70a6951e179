// `stillframe/stackless`: the exact semantics of Stackless Python.

export * from '@stillframe/stackless'
