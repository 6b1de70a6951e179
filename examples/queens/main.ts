// Prints the solutions of the queens' puzzle: `node --import stillframe/register examples/queens/main.ts [SIZE]`.

import { search } from './queens.ts'

const EXPECTED = [1, 1, 0, 0, 2, 10, 4, 40, 92]
const size = Number(process.argv[2] ?? 6)
const { solutions, forks } = search(size)
for (const column of solutions[0] ?? []) console.log(`${'. '.repeat(column)}Q ${'. '.repeat(size - column - 1)}`.trim())
console.log(`${size} queens: ${solutions.length} solutions, ${forks} forks`)
if (EXPECTED[size] !== undefined && solutions.length !== EXPECTED[size]) {
  console.log(`expected ${EXPECTED[size]}`)
  process.exitCode = 1
}
