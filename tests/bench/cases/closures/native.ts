export { round } from './program.ts'
