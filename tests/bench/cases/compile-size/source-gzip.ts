import { sizes } from './program.ts'

export const measure = (): number => sizes.source.gzip
