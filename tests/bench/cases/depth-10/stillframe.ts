import { at } from '../depth-10/program.ts'

export const round: () => number = at(10)
