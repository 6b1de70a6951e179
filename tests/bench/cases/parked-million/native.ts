import { measure as measureMany } from '../parked/native.ts'

export const measure = (): number => measureMany(1_000_000)
