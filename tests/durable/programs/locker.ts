// Takes a lock again and again, and says so when it is not alone: node locker.ts FOLDER MILLISECONDS

import { closeSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { acquire, nodeFiles } from '@stillframe/durable'

const [folder = '', ms = ''] = process.argv.slice(2)
const end = Date.now() + Number(ms)
let taken = 0
while (Date.now() < end) {
  try {
    const lock = acquire(nodeFiles, folder, 'a')
    taken++
    closeSync(openSync(join(folder, 'alone'), 'wx')) // throws EEXIST beside another owner
    await new Promise((resolve) => setTimeout(resolve, 1))
    rmSync(join(folder, 'alone'))
    lock.release()
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 3))
  } catch (problem) {
    if ((problem as { code: string }).code !== 'LOCKED') throw problem
  }
}
console.log(taken)
