// `stillframe/context`: values that tasklets find without being handed them.

export * from '@stillframe/runtime/context'
