// `node smoke.js JOBS`: a round of each job { name, file, sizes }, one after the other; prints a record of their figures.
//
// Called by: smoke.test.ts, with the loader that the jobs' kind needs. Calls: modules of cases/.

import { pathToFileURL } from 'node:url'

const figures = {}
for (const { name, file, sizes } of JSON.parse(process.argv[2])) {
  try {
    const { round, measure } = await import(pathToFileURL(file).href)
    figures[name] = await (measure ?? round)(...sizes)
  } catch (error) {
    figures[name] = String(error)
  }
}
console.log(JSON.stringify(figures))
process.exit()
