// Orders, what becomes of them, and the report. Nothing here waits.

export interface Order {
  id: string
  customer: string
  item: string
  quantity: number
  /** Price of one, in cents. */
  cents: number
  country: string
}

export interface Outcome {
  order: Order
  state: 'shipped' | 'out of stock' | 'declined' | 'payment failed'
  /** How often the payment provider was asked. */
  attempts: number
  paidCents: number
  parcel: string
}

/** The columns are those of orders.csv; no field holds a comma. */
export function parseOrders(csv: string): Order[] {
  const [, ...lines] = csv.trim().split('\n')
  return lines.map((line) => {
    const [id = '', customer = '', item = '', quantity, cents, country = ''] = line.split(',')
    return { id, customer, item, quantity: Number(quantity), cents: Number(cents), country }
  })
}

/** The same outcomes give the same text, in whatever order they came. */
export function writeReport(outcomes: readonly Outcome[], left: ReadonlyMap<string, number>): string {
  const sorted = [...outcomes].sort((a, b) => (a.order.id < b.order.id ? -1 : 1))
  const rows = sorted.map(({ order, state, attempts, paidCents, parcel }) =>
    `| ${order.id} | ${order.customer} | ${order.country} | ${order.quantity} x ${order.item} | ${state} | ${attempts} | ${euros(paidCents)} | ${parcel} |`)
  const states = ['shipped', 'out of stock', 'declined', 'payment failed'] as const
  return [
    '# Fulfilment report',
    '',
    `${sorted.length} orders, ${euros(sorted.reduce((sum, { paidCents }) => sum + paidCents, 0))} charged`,
    '',
    ...states.map((state) => `- ${state}: ${sorted.filter((outcome) => outcome.state === state).length}`),
    '',
    '| order | customer | country | item | state | payment attempts | charged | parcel |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    '## Left in stock',
    '',
    ...[...left].sort(([a], [b]) => (a < b ? -1 : 1)).map(([item, count]) => `- ${item}: ${count}`),
    '',
  ].join('\n')
}

function euros(cents: number): string {
  return `${(cents / 100).toFixed(2)} EUR`
}
