// Identities: has a thing been met in this walk, and which number did it get?
//
//   ID1. One question, one answer: `note` gives the number of a thing, and gives it the next one if it has none.
//   ID2. A Map from things to numbers answers for anything, in 200 ns. Where the runtime's objects say themselves who they are,
//        it is not asked: a tasklet by its id; the operation it is parked in, by the tasklet (of many, by the first in the list);
//        a channel, by who waits on it first. Each of these is checked against the object, so that no two can be taken for one another, nor one for two.
//   ID3. A frame has one holder: its tasklet or the frame it has called (F5). What is met through its holder is new. If a frame
//        turns up in another way (in a generator object's state, in a variable), all frames go to the Map from then on.
//   ID4. Nothing of a Proxy is read: its traps are the program's code.
//
// Called by: encode.ts. Calls: nothing.

import { Frame, kindsByName, Operation, type Channel as AnyChannel } from '@stillframe/runtime/abi'
import { isProxy } from '../things/proxies.ts'
import type { Thing } from '../things/rows.ts'

const prototypeOf = (kind: string): object => kindsByName.get(kind)?.type.prototype as object
const TASKLET = prototypeOf('Tasklet')
const CHANNEL = prototypeOf('Channel')

interface Tasklet {
  readonly id: unknown
  readonly parkedOn: unknown
}

type Channel = AnyChannel<unknown>

const FEWEST = 1024
const NONE = 0

/** For each tasklet that was seen, the numbers of its own, of its operation and of the channel it is the first to wait on. */
class Tasklets {
  readonly #seen: Tasklet[] = []
  #hashes = new Int32Array(FEWEST)
  /** Open addressing by id: places in `seen`, counted from 1. */
  #table = new Int32Array(2 * FEWEST)
  own = new Int32Array(FEWEST)
  operation = new Int32Array(FEWEST)
  channel = new Int32Array(FEWEST)

  placeOf(tasklet: Tasklet): number {
    const { id } = tasklet
    const hash = typeof id === 'number' ? id | 0 : 0
    const mask = this.#table.length - 1
    let at = hash & mask
    for (let place = this.#table[at] as number; place !== NONE; place = this.#table[at] as number) {
      if (this.#seen[place - 1] === tasklet) return place - 1
      at = (at + 1) & mask
    }
    if (this.#seen.length === this.#hashes.length) {
      this.#grow()
      return this.placeOf(tasklet)
    }
    const place = this.#seen.push(tasklet)
    this.#hashes[place - 1] = hash
    this.#table[at] = place
    return place - 1
  }

  #grow(): void {
    this.#hashes = larger(this.#hashes)
    this.own = larger(this.own)
    this.operation = larger(this.operation)
    this.channel = larger(this.channel)
    const old = this.#table
    const table = new Int32Array(2 * old.length)
    const mask = table.length - 1
    for (const place of old) {
      if (place === NONE) continue
      let at = (this.#hashes[place - 1] as number) & mask
      while (table[at] !== NONE) at = (at + 1) & mask
      table[at] = place
    }
    this.#table = table
  }
}

function larger(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const twice = new Int32Array(2 * numbers.length)
  twice.set(numbers)
  return twice
}

export class Identities {
  readonly #map = new Map<Thing, number>()
  readonly #tasklets = new Tasklets()
  readonly #things: readonly Thing[]
  #framesInMap = false

  /** `things` by number, as they are met. */
  constructor(things: readonly Thing[]) {
    this.#things = things
  }

  /** The number of a thing; `next` if it is new. ID1 */
  note(thing: Thing, next: number): number {
    if (typeof thing !== 'object' || isProxy(thing)) return this.#inMap(thing, next) // ID4
    const prototype = Object.getPrototypeOf(thing) as unknown
    const tasklets = this.#tasklets
    if (prototype === TASKLET) {
      const place = tasklets.placeOf(thing as Tasklet)
      return numberAt(tasklets.own, place, next)
    }
    if (prototype === CHANNEL) {
      const first = waiterOf(thing as Channel)
      if (first !== undefined) {
        const place = tasklets.placeOf(first) // first: the arrays may grow
        return numberAt(tasklets.channel, place, next)
      }
    } else if (thing instanceof Operation) {
      const tasklet = taskletOf(thing)
      if (tasklet !== undefined) {
        const place = tasklets.placeOf(tasklet)
        return numberAt(tasklets.operation, place, next)
      }
    } else if (prototype === Frame.prototype) {
      this.#indexFrames()
    }
    return this.#inMap(thing, next)
  }

  /** The same for the frame that a tasklet or frame holds. ID3 */
  noteHeld(frame: Frame, next: number): number {
    return this.#framesInMap ? this.note(frame, next) : next
  }

  /** For things of the program: true once one has a number. */
  has(thing: Thing): boolean {
    return this.numberOf(thing) !== undefined
  }

  /** The number of a thing that was met, for those that are in the Map: of a scheduler, a scope, a value of the program. */
  numberOf(thing: Thing): number | undefined {
    return this.#map.get(thing)
  }

  #inMap(thing: Thing, next: number): number {
    const number = this.#map.get(thing)
    if (number !== undefined) return number
    this.#map.set(thing, next)
    return next
  }

  #indexFrames(): void {
    if (this.#framesInMap) return
    this.#framesInMap = true
    for (let i = 0; i < this.#things.length; i++) {
      const thing = this.#things[i] as Thing
      if (!isProxy(thing) && thing instanceof Frame) this.#map.set(thing, i)
    }
  }
}

const isTasklet = (thing: unknown): thing is Tasklet => typeof thing === 'object' && thing !== null && !isProxy(thing) && Object.getPrototypeOf(thing) === TASKLET
const isChannel = (thing: unknown): thing is Channel => typeof thing === 'object' && thing !== null && !isProxy(thing) && Object.getPrototypeOf(thing) === CHANNEL

/** The tasklet that is parked in this very operation; of many that are, on a channel, the first. ID2 */
function taskletOf(operation: Operation<unknown>): Tasklet | undefined {
  const { tasklet, channel, direction } = operation as Operation<unknown> & { channel?: unknown; direction?: number }
  const first = tasklet ?? (isChannel(channel) ? (direction === 1 ? channel.senders : channel.takers).first : null)
  return isTasklet(first) && first.parkedOn === operation ? first : undefined
}

/** The first tasklet that is parked on this very channel. ID2 */
function waiterOf(channel: Channel): Tasklet | undefined {
  const first = channel.senders.first ?? channel.takers.first
  const operation = isTasklet(first) ? first.parkedOn : null
  return !isProxy(operation) && operation instanceof Operation && (operation as Operation<unknown> & { channel?: unknown }).channel === channel ? first as Tasklet : undefined
}

/** Numbers are kept plus one: 0 is none yet. */
function numberAt(numbers: Int32Array, place: number, next: number): number {
  const number = numbers[place] as number
  if (number !== NONE) return number - 1
  numbers[place] = next + 1
  return next
}
