import { sizes } from './program.ts'

export const measure = (): number => sizes.emitted.gzip
