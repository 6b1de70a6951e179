// `stillframe/abi`: the runtime's door for emitted code and tools.

export * from '@stillframe/runtime/abi'
