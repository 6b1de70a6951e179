import { gzipSync } from 'node:zlib'
import { transformSync } from 'esbuild'
import { program } from '../compile/program.ts'

export const sizes = (text: string): { minified: number; gzip: number } => {
  const { code } = transformSync(text, { minify: true, format: 'esm', target: 'es2022' })
  return { minified: code.length, gzip: gzipSync(code).length }
}
export const text: string = program(2_000)
export const measure = (): number => sizes(text).minified
