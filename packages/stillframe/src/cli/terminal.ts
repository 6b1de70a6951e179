// The terminal: answers to stdout, everything said about the work to stderr. Colours only where a person looks.
//
//   TE1. stdout holds what was asked for, and with --json nothing but JSON.
//   TE2. NO_COLOR, TERM=dumb and a stream that is no terminal mean plain text; FORCE_COLOR overrides.
//   TE3. What stands in files and snapshots may be anybody's: it is shown as `plain` text, so that it neither moves the
//        cursor nor looks like a line of ours.
//
// Called by: the commands. Calls: node:util.

import { styleText } from 'node:util'

export type Colour = 'red' | 'green' | 'yellow' | 'cyan' | 'dim' | 'bold'

export interface Terminal {
  /** A line of the answer. */
  out(line: string): void
  /** A line about the work. */
  note(line: string): void
  paint(colour: Colour, text: string): string
}

export function terminal(streams: { stdout: NodeJS.WriteStream; stderr: NodeJS.WriteStream } = process): Terminal {
  const { stdout, stderr } = streams
  const coloured = wantsColour(stdout)
  // `stillframe ls | head`: who reads no further is no error. The work goes on where nobody reads what is said about it.
  for (const stream of [stdout, stderr]) {
    stream.on('error', (problem: NodeJS.ErrnoException) => {
      if (problem.code !== 'EPIPE') throw problem
      if (stream === stdout) process.exit()
    })
  }
  return {
    out: (line) => void stdout.write(`${line}\n`),
    note: (line) => void stderr.write(`${line}\n`),
    paint: (colour, text) => (coloured ? styleText(colour, text) : text),
  }
}

function wantsColour(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env
  if (NO_COLOR) return false
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0'
  return stream.isTTY === true && TERM !== 'dumb'
}

/** A text on one line: control characters, and those that turn the direction of writing, are written as `\u001b`. TE3 */
export function plain(text: string): string {
  return text.replaceAll(/(?!\t)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Rows as columns, plain; the last column is not padded. TE3 */
export function table(lines: readonly (readonly string[])[]): string[] {
  const rows = lines.map((row) => row.map(plain))
  const widths: number[] = []
  for (const row of rows) row.forEach((cell, i) => { widths[i] = Math.max(widths[i] ?? 0, cell.length) })
  return rows.map((row) => row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] as number))).join('  '))
}

/** JSON of anything: what JSON has no word for is written as text, and what stands in itself is not repeated there. */
export function toJson(value: unknown): string {
  const around: { readonly part: unknown; readonly shown: unknown }[] = []
  return JSON.stringify(value, function (this: unknown, _key, part: unknown) {
    while (around.length > 0 && around.at(-1)?.shown !== this) around.pop()
    if (typeof part === 'bigint') return String(part)
    const shown: unknown = part instanceof Error ? { name: part.name, message: part.message } : part instanceof Map || part instanceof Set ? [...part] : part
    if (typeof shown === 'object' && shown !== null) {
      if (around.some((outer) => outer.part === part)) return '[seen above]'
      around.push({ part, shown })
    }
    return shown
  }) ?? 'null'
}

/** "3 s ago", "2 h ago". */
export function ago(iso: string, now: number = Date.now()): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000))
  if (seconds < 60) return `${seconds} s ago`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ago`
  return `${Math.floor(seconds / 86400)} d ago`
}
