// `pnpm bench growth`: how cost grows with the number of tasklets, from 10 to 1,000,000, as tables and as pictures in
// docs/plots. Each figure is the best of some runs in a process of its own, in processor time: the question is the shape.
//
//   GR1. Both axes are logarithmic: flat is flat, and what is linear rises by a decade a decade.
//   GR2. What a curve is called comes from its figures: its slope from 1,000 to 1,000,000. Caches make a flat one rise a bit.
//
// Called by: scripts/bench.js. Calls: growth/measure.ts.

import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = path.dirname(fileURLToPath(import.meta.url))
const root = path.resolve(folder, '../..')
const counts = [10, 100, 1_000, 10_000, 100_000, 1_000_000]

export const measures = [
  { name: 'switch', title: 'a switch among N tasklets', unit: 'ns' },
  { name: 'memory', title: 'a tasklet that waits on a channel, among N', unit: 'bytes' },
  { name: 'select', title: 'a value from one select over N channels', unit: 'ns' },
  { name: 'timers', title: 'a wake-up among N sleepers', unit: 'ns' },
  { name: 'capture', title: 'capture and restore of N tasklets, for each', unit: 'ns' },
]

export function growth({ json }, names) {
  const all = []
  for (const { name, title, unit } of measures.filter((one) => names.length === 0 || names.includes(one.name))) {
    const points = counts.map((count) => ({ count, figure: measure(name, count) }))
    all.push({ name, unit, points, shape: shapeOf(points) })
    if (!json) console.log(`\n${title} (${unit})\n${points.map(({ count, figure }) => `  ${count.toLocaleString('en-US').padStart(10)}  ${figure.toPrecision(3).padStart(10)}`).join('\n')}`)
    const file = path.join(root, 'docs/plots', `${name}.svg`)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, plot(title, unit, points))
    if (!json) console.log(`  ${shapeOf(points)}: ${path.relative(root, file)}`)
  }
  if (json) console.log(JSON.stringify({ growth: all }, null, 2))
}

/** GR2 */
function shapeOf(points) {
  const [from, to] = [points.find(({ count }) => count === 1_000), points.at(-1)]
  const slope = Math.log10(to.figure / from.figure) / Math.log10(to.count / from.count)
  return `${slope < 0.2 ? 'flat' : slope < 0.8 ? 'between flat and linear' : slope < 1.2 ? 'linear' : 'more than linear'} (slope ${slope.toFixed(2)})`
}

function measure(name, count) {
  const args = ['--no-warnings', '--expose-gc', '--max-old-space-size=8000', '--import', path.join(root, 'packages/stillframe/register.js'), path.join(folder, 'growth/measure.ts'), name, String(count)]
  return Number(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }))
}

/** A picture of one curve. GR1 */
export function plot(title, unit, points) {
  const [width, height, left, right, top, bottom] = [520, 260, 70, 20, 40, 40]
  const figures = points.map(({ figure }) => figure)
  const low = Math.floor(Math.log10(Math.min(...figures)))
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...figures))))
  const [first, last] = [Math.log10(points[0].count), Math.log10(points.at(-1).count)]
  const x = (count) => left + ((Math.log10(count) - first) / (last - first)) * (width - left - right)
  const y = (figure) => top + ((high - Math.log10(figure)) / (high - low)) * (height - top - bottom)
  const round = (value) => Number(value.toFixed(1))
  const label = (value) => (value >= 1_000_000 ? `${value / 1_000_000} M` : value >= 1_000 ? `${value / 1_000} k` : String(value))
  const rows = []
  for (let power = low; power <= high; power++) rows.push(`<path d="M${left} ${round(y(10 ** power))}H${width - right}" stroke="#ccc"/><text x="${left - 8}" y="${round(y(10 ** power)) + 4}" text-anchor="end">${label(10 ** power)}</text>`)
  for (const { count } of points) rows.push(`<text x="${round(x(count))}" y="${height - bottom + 18}" text-anchor="middle">${label(count)}</text>`)
  const line = points.map(({ count, figure }, i) => `${i === 0 ? 'M' : 'L'}${round(x(count))} ${round(y(figure))}`).join('')
  for (const { count, figure } of points) {
    rows.push(`<circle cx="${round(x(count))}" cy="${round(y(figure))}" r="3.5" fill="#06c"/><text x="${round(x(count))}" y="${round(y(figure)) - 9}" text-anchor="middle" fill="#06c">${Number(figure.toPrecision(3)).toLocaleString('en-US')}</text>`)
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="#333">
<rect width="${width}" height="${height}" fill="#fff"/>
<text x="${left}" y="20" font-size="14">${title}, ${unit}</text>
${rows.join('\n')}
<path d="${line}" fill="none" stroke="#06c" stroke-width="2"/>
</svg>
`
}
