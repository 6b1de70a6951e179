// The audit: whether an interrupted run did what an uninterrupted one did. It reads files, and trusts nobody.

import { existsSync, readFileSync } from 'node:fs'
import { parseOrders } from './orders.ts'
import { readBook } from './world.ts'

export interface Finding {
  good: boolean
  text: string
}

export function audit(ordersFile: string, reference: string, interrupted: string): Finding[] {
  const orders = parseOrders(readFileSync(ordersFile, 'utf8'))
  const expected = text(`${reference}/report.md`)
  const report = text(`${interrupted}/report.md`)
  const ledger = readBook(`${interrupted}/ledger.jsonl`)
  const charges = ledger.filter(({ answer }) => answer === 'charged')
  const parcels = readBook(`${interrupted}/carrier.jsonl`)
  const again = ['ledger', 'carrier'].flatMap((name) => text(`${interrupted}/${name}.jsonl.again`).split('\n').slice(0, -1)).length
  const cents = charges.reduce((sum, entry) => sum + (entry.cents ?? 0), 0)
  const charged = report.includes(` ${(cents / 100).toFixed(2)} EUR charged`)
  const missing = orders.filter(({ id }) => !report.includes(`| ${id} |`)).length
  const shipped = report.split('\n').filter((line) => line.includes(' | shipped | ')).length
  return [
    {
      good: expected !== '' && report === expected,
      text: `the report (${report.length} bytes) ${report === expected ? 'is' : 'is NOT'} that of the uninterrupted run, byte for byte`,
    },
    { good: missing === 0, text: `${orders.length - missing} of ${orders.length} orders are in it` },
    counted(charges.map(({ order }) => order), 'charged', charges.length),
    counted(parcels.map(({ order }) => order), 'shipped', shipped),
    {
      good: charged,
      text: `the ledger's ${charges.length} charges ${charged ? 'add up' : 'do NOT add up'} to what the report says (${(cents / 100).toFixed(2)} EUR)`,
    },
    { good: true, text: `${again} times the payment provider or the carrier was asked again after a kill, and had the answer in its book` },
  ]
}

/** Nobody twice, and as many as there should be. */
function counted(ids: readonly string[], verb: string, expected: number): Finding {
  const twice = ids.length - new Set(ids).size
  const good = twice === 0 && ids.length === expected
  return { good, text: `${ids.length} orders ${verb}, ${twice === 0 ? 'none' : `${twice} of them`} twice${ids.length === expected ? '' : `, but ${expected} expected`}` }
}

function text(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
