#!/usr/bin/env node
// The command `stillframe`. In the workspace the CLI is TypeScript, and the stripper loads it; `run` registers the loader.

const published = import.meta.url.includes('/node_modules/')
if (!published) await import('../register/strip-only.js')
const { main } = await import(published ? '../dist/cli/main.js' : '../src/cli/main.ts')
const code = await main(process.argv.slice(2))
// Effects under way, and what the program left open, hold nobody up: all that counts is committed.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
