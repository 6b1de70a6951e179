// `BREAK='URLREGEX LINE COLUMN' node --import ./breakpoint.mjs ...` (from 0): sets a breakpoint as a debugger does, and
// prints where the program stopped first: `stopped at LINE COLUMN in FUNCTION`.

import { writeSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url), { execArgv: [] })
  await new Promise((resolve) => worker.once('message', resolve))
  worker.unref()
} else {
  setInterval(() => {}, 1000) // a session keeps no thread alive
  const [urlRegex, line, column] = process.env.BREAK.split(' ')
  const session = new Session()
  session.connectToMainThread()
  session.once('Debugger.paused', ({ params: { callFrames: [{ functionName, location }] } }) => {
    writeSync(1, `stopped at ${location.lineNumber} ${location.columnNumber} in ${functionName}\n`)
    session.post('Debugger.disable')
  })
  await session.post('Debugger.enable')
  await session.post('Debugger.setBreakpointByUrl', { urlRegex, lineNumber: Number(line), columnNumber: Number(column) })
  parentPort.postMessage('ready')
}
