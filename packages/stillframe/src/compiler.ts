// `stillframe/compiler`: source text to step functions.

export * from '@stillframe/compiler'
