// shuffle-safe
// A graph of some hundred nodes with edges everywhere.

import { log, type Task } from '../log.ts'

interface Node { n: number; edges: Node[] }

export default function* main(): Task {
  const nodes: Node[] = Array.from({ length: 300 }, (_, n) => ({ n, edges: [] }))
  for (const node of nodes) for (const k of [1, 7, 50]) node.edges.push(nodes[(node.n * k + k) % 300])
  const start = nodes[0]
  yield
  const seen = new Set<Node>([start])
  for (const node of seen) {
    for (const next of node.edges) seen.add(next)
    if (node.n % 100 === 0) yield
  }
  log(seen.size, nodes.every((node) => node.edges.every((edge) => nodes[edge.n] === edge))) // expect: 300 true
}
