// Fulfilment: every order is a tasklet that reserves, pays, waits for the carrier and ships, as one straight line.
// It may be killed between any two of its steps, and goes on from there.
//
//   stillframe run examples/fulfilment/workflow.ts -- ORDERS.csv FOLDER

import { channel, sleep, spawn, type Channel } from 'stillframe'
import { effect, readFile, writeFile } from 'stillframe/durable'
import { parseOrders, writeReport, type Order, type Outcome } from './orders.ts'
import { charge, hash, ship, type Charge, type Shipment } from './world.ts'

const IN_FLIGHT = 20
const ATTEMPTS = 4
const STOCK_AT_START = 400
const SOLD_OUT = 'CAR-09'

export const handlers = {
  charge: (args: Charge, { id }: { id: string }): Promise<string> => charge(args, id),
  ship: (args: Shipment, { id }: { id: string }): Promise<string> => ship(args, id),
}

/** Takes `quantity` of `item` from the shelf, or puts it back when it is negative. */
interface Withdrawal {
  item: string
  quantity: number
  answer: Channel<boolean>
}

export default function* fulfilment(ordersFile: string, folder: string) {
  const orders = parseOrders(yield* readFile(ordersFile))
  const desk = channel<Withdrawal>()
  const keeper = spawn(keepStock, desk, [...new Set(orders.map((order) => order.item))])
  const ends = channel<Outcome>()
  const outcomes: Outcome[] = []

  for (let started = 0; outcomes.length < orders.length;) {
    while (started < orders.length && started - outcomes.length < IN_FLIGHT) spawn(fulfil, orders[started++]!, desk, ends, folder)
    outcomes.push(yield* ends.receive())
    console.log(`done: ${outcomes.length} of ${orders.length}`)
  }

  desk.close()
  const left = yield* keeper.join()
  yield* writeFile(`${folder}/report.md`, writeReport(outcomes, left))
  return `${outcomes.length} orders, report in ${folder}/report.md`
}

function* fulfil(order: Order, desk: Channel<Withdrawal>, ends: Channel<Outcome>, folder: string) {
  const outcome: Outcome = { order, state: 'out of stock', attempts: 0, paidCents: 0, parcel: '' }
  if (yield* withdraw(desk, order.item, order.quantity)) {
    try {
      outcome.state = yield* pay(order, outcome, folder)
      if (outcome.state === 'shipped') {
        yield* sleep(5 + (hash(order.country + order.id) % 25)) // the carrier comes when it comes
        outcome.parcel = yield* effect<string>('ship', { book: `${folder}/carrier.jsonl`, order: order.id })
      }
    } finally {
      if (outcome.parcel === '') yield* withdraw(desk, order.item, -order.quantity)
    }
  }
  yield* ends.send(outcome)
}

function* pay(order: Order, outcome: Outcome, folder: string) {
  const cents = order.quantity * order.cents
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    outcome.attempts = attempt
    try {
      const answer = yield* effect<string>('charge', { book: `${folder}/ledger.jsonl`, order: order.id, attempt, cents })
      if (answer === 'declined') return 'declined'
      outcome.paidCents = cents
      return 'shipped'
    } catch {
      yield* sleep(4 * attempt)
    }
  }
  return 'payment failed'
}

function* withdraw(desk: Channel<Withdrawal>, item: string, quantity: number) {
  const answer = channel<boolean>()
  yield* desk.send({ item, quantity, answer })
  return yield* answer.receive()
}

function* keepStock(desk: Channel<Withdrawal>, items: string[]) {
  const shelf = new Map(items.map((item) => [item, item === SOLD_OUT ? 0 : STOCK_AT_START]))
  for (let asked = yield* desk.next(); !asked.done; asked = yield* desk.next()) {
    const { item, quantity, answer } = asked.value
    const there = shelf.get(item) ?? 0
    if (quantity <= there) shelf.set(item, there - quantity)
    yield* answer.send(quantity <= there)
  }
  return shelf
}
