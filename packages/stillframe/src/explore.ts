// `stillframe/explore`: every schedule of a small program.

export * from '@stillframe/explore'
