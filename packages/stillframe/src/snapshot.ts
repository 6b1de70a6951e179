// `stillframe/snapshot`: a graph to text and back.

export * from '@stillframe/snapshot'
